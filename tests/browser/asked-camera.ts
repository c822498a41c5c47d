import type { Page } from 'playwright-core'

/** Runs in the page: how often the browser is asked for a camera from now on. */
export function countAsked(): void {
  const { mediaDevices } = navigator
  const real = mediaDevices.getUserMedia.bind(mediaDevices)
  let asked = 0
  Object.defineProperty(window, 'asked', { get: () => asked, configurable: true })
  mediaDevices.getUserMedia = (constraints) => {
    asked += 1
    return real(constraints)
  }
}

export function askedFor(page: Page): Promise<number> {
  return page.evaluate(() => Reflect.get(window, 'asked') as number)
}
