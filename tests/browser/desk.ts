import type { Locator, Page } from 'playwright-core'
import type { Tablet } from '#tests/support/tablet.ts'

/** Opens an enrolment link and waits until this browser works without a network. */
export async function enrolByLink(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link)
  await page.getByLabel('Nom de l’appareil').fill(name)
  await page.getByRole('button', { name: 'Mettre en service' }).click()
  await page.getByRole('heading', { name: 'Appareil en service' }).waitFor()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
}

/** Types the number under a code on the screen that asks for a code. */
export async function typeNumber(page: Page, number: string): Promise<void> {
  const typing = page.getByRole('button', { name: 'Taper le numéro' })
  await typing.or(page.getByLabel('Numéro de carnet')).first().waitFor()
  if (await typing.isVisible()) await typing.click()
  await page.getByLabel('Numéro de carnet').fill(number)
  await page.getByRole('button', { name: 'Lire ce numéro' }).click()
}

/** The answer that stands on the screen, with the drawing beside it. */
export async function verdictOn(page: Page): Promise<{ readonly word: string; readonly look: string }> {
  const frame = page.locator('main.verdict')
  await frame.waitFor()
  const word = await frame.locator('.verdict-word').textContent()
  return { word: word ?? '', look: (await frame.getAttribute('data-look')) ?? '' }
}

/** Takes one cheque by the number under the code and reads the answer. */
export async function takeByNumber(page: Page, number: string) {
  await typeNumber(page, number)
  await page.getByRole('button', { name: 'Encaisser 1 chèque' }).click()
  return verdictOn(page)
}

/** What is said on every page of unsent acts and of the age of the data. */
export function badgeOn(page: Page): Locator {
  return page.locator('.sync-badge').filter({ visible: true })
}

/** The server has all acts of this device. */
export async function waitUntilSent(page: Page): Promise<void> {
  await page.locator('.sync-badge[data-acts="up-to-date"]').first().waitFor({ timeout: 90_000 })
}

/** The Wi-Fi is there again: what a tablet's system tells its browser. */
export async function networkReturns({ page }: Tablet): Promise<void> {
  await page().evaluate(() => void dispatchEvent(new Event('online')))
}
