import type { Page } from 'playwright-core'
import { emptyFrame, frameWith, writeFakeCamera, type Picture } from '#tests/support/fake-camera.ts'

const size = { width: 640, height: 360 }
const framesWithCode = 6
const framesBetween = 2

/** A hand that lays one code after the other before the camera, and begins again at the end. How many frames it takes. */
export function filmSeries(file: string, codes: readonly Picture[]): number {
  const between = Array<Picture>(framesBetween).fill(emptyFrame(size.width, size.height))
  const frames = codes.flatMap((code, at) => {
    const frame = frameWith(code, { width: 235, turn: 3 + at, noise: 4 }, size)
    return [...Array<Picture>(framesWithCode).fill(frame), ...between]
  })
  writeFakeCamera(file, frames)
  return frames.length
}

/** Waits until the camera has shown so many more frames. */
export async function framesPass(page: Page, count: number): Promise<void> {
  const shown = () => document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0
  const before = await page.evaluate(shown)
  await page.waitForFunction(
    (end) => (document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0) >= end,
    before + count,
    { timeout: 60_000 },
  )
}

/** The page's clock stands still from now on: the film goes on, and no second of it counts. */
export async function holdClock(page: Page): Promise<void> {
  await page.evaluate(() => {
    let now = Date.now()
    Date.now = () => now
    Object.assign(window, { later: (milliseconds: number) => void (now += milliseconds) })
  })
}

export async function clockGoes(page: Page, milliseconds: number): Promise<void> {
  await page.evaluate((by) => void (Reflect.get(window, 'later') as (by: number) => void)(by), milliseconds)
}
