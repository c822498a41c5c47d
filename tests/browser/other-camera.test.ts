import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '#tests/support/chromium.ts'
import { openLanguages, type LanguagesJourney } from './open-languages.ts'
import { wordsIn } from './words.ts'

let journey: LanguagesJourney
let browser: Browser

beforeAll(async () => {
  journey = await openLanguages()
  browser = await launchChromium({ camera: 'two-lenses' })
})
afterAll(async () => {
  await browser?.close()
  await journey?.close()
})

test('[T209] a person whose device has two cameras films with the other by one press', async () => {
  const say = wordsIn('fr')
  const context = await browser.newContext({ locale: 'fr-FR', permissions: ['camera'] })
  const page = await context.newPage()
  await page.goto(`${journey.address}/p`)
  await page.getByRole('button', { name: say('balance.ask.scan') }).click()
  await page.locator('.camera-view[data-state=scanning]').waitFor()
  const first = await lensOf(page)
  await page.getByRole('button', { name: say('balance.camera.other-lens') }).click()
  await expect.poll(() => lensOf(page), { timeout: 20_000 }).not.toBe(first)
  expect(await page.locator('video').count()).toBe(1)
  await context.close()
})

/** Which camera films now; the same as before while none does. */
async function lensOf(page: Page): Promise<string | undefined> {
  return page.evaluate(async () => {
    for (;;) {
      const stream = document.querySelector('video')?.srcObject
      const track = stream instanceof MediaStream ? stream.getVideoTracks()[0] : undefined
      if (track?.readyState === 'live') return track.getSettings().deviceId
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
  })
}
