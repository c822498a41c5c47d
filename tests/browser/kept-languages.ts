import type { Page } from 'playwright-core'
import { expect, vi } from 'vitest'

/** Until what explains a pass in these languages is on the tablet: it comes after the app itself is ready. */
export async function untilLanguagesKept(page: Page, codes: readonly string[]): Promise<void> {
  await untilPacksKept(
    page,
    codes.map((code) => `texts-${code}-person`),
  )
}

/** Until the service worker has kept files of these names. */
export async function untilPacksKept(page: Page, names: readonly string[]): Promise<void> {
  async function missing(): Promise<readonly string[]> {
    const kept = await page.evaluate(async () => {
      const requests = await (await caches.open('carnet-languages')).keys()
      return requests.map(({ url }) => url).join(' ')
    })
    return names.filter((name) => !kept.includes(`/${name}-`))
  }
  await vi.waitFor(async () => expect(await missing()).toEqual([]), { timeout: 60_000, interval: 100 })
}
