import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

/** Another app comes to the front, or goes. */
export async function becomes(page: Page, value: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, value)
}

export async function lensOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const stream = document.querySelector('video')?.srcObject
    return stream instanceof MediaStream ? (stream.getVideoTracks()[0]?.getSettings().deviceId ?? '') : ''
  })
}

/** A file of a package, as the build would take it. */
export function wasmOf(name: string): Buffer {
  return readFileSync(fileURLToPath(import.meta.resolve(name)))
}
