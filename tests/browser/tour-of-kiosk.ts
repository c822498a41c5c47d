import type { Page } from 'playwright-core'
import { languageOf } from '#client/i18n/languages.ts'
import { press, type Place, type Visit } from './tour.ts'

/** One person at the shared tablet, in their language; the tablet is a desk's. */
export async function tourKiosk(
  page: Page,
  { address, say, active }: Place,
  language: string,
  visit: Visit,
): Promise<void> {
  await page.goto(`${address}/kiosk`)
  const tile = page.getByRole('button', { name: languageOf(language).autonym, exact: true })
  await tile.waitFor()
  await visit('kiosk-languages')
  await tile.click()
  await press(page, say('balance.ask.type'))
  await page.getByLabel(say('balance.number.label')).fill(active.number)
  await visit('kiosk-number')
  await press(page, say('balance.number.see'))
  await page.locator('.place').first().waitFor()
  await visit('kiosk')
  await press(page, say('kiosk.two.open'))
  await page.locator('.two-people').waitFor()
  await visit('kiosk-two')
  await page.reload()
  await page.locator('.kiosk-welcome').waitFor()
}
