import type { Page } from 'playwright-core'

/** Runs in the page before it: writes down each tone in hertz and each vibration from now on. */
export function recordAnswers(): void {
  const heard: number[] = []
  const felt: unknown[] = []
  const start = Reflect.get(OscillatorNode.prototype, 'start')
  OscillatorNode.prototype.start = function (this: OscillatorNode, when) {
    heard.push(Math.round(this.frequency.value))
    Reflect.apply(start, this, [when])
  }
  Navigator.prototype.vibrate = (pattern) => felt.push(pattern) > 0
  Object.assign(window, { heard, felt })
}

/** The tones so far, in hertz. */
export function heardOn(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => Reflect.get(window, 'heard') as number[])
}

/** The vibrations so far, in milliseconds on, off, on. */
export function feltOn(page: Page): Promise<readonly (readonly number[])[]> {
  return page.evaluate(() => Reflect.get(window, 'felt') as number[][])
}
