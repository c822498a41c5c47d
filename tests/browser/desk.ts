import type { Locator, Page } from 'playwright-core'
import type { Picture } from '#tests/support/fake-camera.ts'
import type { Tablet } from '#tests/support/tablet.ts'
import { storeHolds } from './stored.ts'
import { french } from './words.ts'

/** Opens an enrolment link and waits until this browser works without a network. */
export async function enrolByLink(page: Page, link: string, name: string, say = french): Promise<void> {
  await page.goto(link)
  await page.getByLabel(say('enrol.name.label')).fill(name)
  await page.getByRole('button', { name: say('enrol.start'), exact: true }).click()
  await page.getByRole('heading', { name: say('enrol.done.title') }).waitFor()
  await isReadyOffline(page)
}

/** Its pages speak this language from now on, a pseudo-locale too. */
export async function speak({ context }: Tablet, language: string): Promise<void> {
  await context().addInitScript((code) => {
    // An empty page between two has no storage.
    if (location.protocol.startsWith('http')) localStorage.setItem('carnet.language', code)
  }, language)
}

/** The app is whole on this device: its service worker has everything and answers this page. */
export async function isReadyOffline(page: Page): Promise<void> {
  // It fetches some hundred files: on a machine that does something else, longer than any one answer takes.
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', undefined, {
    timeout: 90_000,
  })
}

/** What a camera in front of this part of the screen sees. */
export async function pictureOf(part: Locator): Promise<Picture> {
  const png = (await part.screenshot()).toString('base64')
  const { width, height, grey } = await part.page().evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? []
    return { width: bitmap.width, height: bitmap.height, grey: [...pixels].filter((_, at) => at % 4 === 1) }
  }, png)
  return { width, height, channels: 1, pixels: Uint8Array.from(grey) }
}

/** Presses the button that says this. */
export async function press(page: Page, key: string, values = {}): Promise<void> {
  await page.getByRole('button', { name: french(key, values), exact: true }).click()
}

export type SaidOnScreen = {
  readonly age: string
  readonly situations: readonly string[]
  /** A code whose tile stands there, or `not-said`. */
  readonly language: string
  readonly channel: string
}

/** Answers the questions of a handover, up to the screen that explains the pass. */
export async function answerQuestions(page: Page, said: Partial<SaidOnScreen> = {}): Promise<void> {
  const { age = '26-45', situations = ['none'], language = 'not-said', channel = 'not-said' } = said
  const tile = (key: string) => page.locator('.choice-tile').getByText(french(key), { exact: true })
  await tile(`handover.age.${age}`).click()
  for (const situation of situations) await tile(`handover.situations.${situation}`).click()
  await press(page, 'handover.continue')
  await page.getByRole('heading', { name: french('handover.language.title') }).waitFor()
  if (language === 'not-said') await tile('handover.language.not-said').click()
  else await page.locator('.choice-tile', { has: page.locator(`[lang="${language}"]`) }).click()
  await page.getByRole('heading', { name: french('handover.channel.title') }).waitFor()
  await tile(`handover.channel.${channel}`).click()
  await page.getByRole('heading', { name: french('handover.explain.title') }).waitFor()
}

/** The same, and gives the pass. */
export async function giveOnScreen(page: Page, said: Partial<SaidOnScreen> = {}): Promise<void> {
  await answerQuestions(page, said)
  await press(page, 'handover.confirm')
  await page.getByRole('heading', { name: french('handover.done.title') }).waitFor()
}

/** Types the number under a code on the screen that asks for a code. */
export async function typeNumber(page: Page, number: string): Promise<void> {
  const typing = page.getByRole('button', { name: french('scan.type') })
  await typing
    .or(page.getByLabel(french('redeem.number.label')))
    .first()
    .waitFor()
  if (await typing.isVisible()) await typing.click()
  await page.getByLabel(french('redeem.number.label')).fill(number)
  await press(page, 'scan.read')
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
  await press(page, 'redeem.confirm.take', { count: 1 })
  return verdictOn(page)
}

/** What is said on every page of unsent acts and of the age of the data. */
export function badgeOn(page: Page): Locator {
  return page.locator('.sync-badge').filter({ visible: true })
}

/** The server has all acts of this device: its store says so, and then its page. */
export async function waitUntilSent(page: Page): Promise<void> {
  await storeHolds(page, { table: 'entries', field: 'status', begins: 'pending' }, 0)
  await page.locator('.sync-badge[data-acts="up-to-date"]').first().waitFor({ timeout: 90_000 })
}

/** Keeps a tablet away from a server that comes back: otherwise it tries by itself, at an hour of its own. */
export async function networkGoes({ context }: Tablet): Promise<void> {
  await context().setOffline(true)
}

/** The Wi-Fi is there again: what a tablet's system tells its browser. */
export async function networkReturns({ page, context }: Tablet): Promise<void> {
  await context().setOffline(false)
  await page().evaluate(() => void dispatchEvent(new Event('online')))
}

/** How many presses the page has had since. */
export async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    document.documentElement.dataset['taps'] = '0'
    document.addEventListener('pointerdown', () => {
      document.documentElement.dataset['taps'] = `${Number(document.documentElement.dataset['taps']) + 1}`
    })
  })
  return () => page.evaluate(() => Number(document.documentElement.dataset['taps']))
}
