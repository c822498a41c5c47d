import { afterAll, beforeAll, expect, test } from 'vitest'
import { mostExtensions } from '#client/features/balance/kiosk/presence.ts'
import { isWelcome, openKiosk, stoodAt, watch, type KioskJourney } from './open-kiosk.ts'
import { tracesOf } from './traces.ts'
import { french, wordsIn } from './words.ts'

const arabic = wordsIn('ar')
let kiosk: KioskJourney

beforeAll(async () => {
  kiosk = await openKiosk()
})

afterAll(() => kiosk?.close())

test('[T70] the front camera reads a pass in the person’s language, and the end button wipes it', async () => {
  kiosk.tablet.show(kiosk.card.picture)
  const page = await kiosk.tablet.reopen()
  await page.clock.install()
  await page.goto(kiosk.address)
  await page.getByRole('button', { name: 'العربية', exact: true }).click()
  await page.locator('.balance-digits').waitFor()
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  await page.getByText(arabic('balance.until.title')).first().waitFor()
  await page.getByText(french('balance.until.title')).first().waitFor()
  const traces = await tracesOf(page, kiosk.card)
  await page.getByRole('button', { name: arabic('kiosk.end'), exact: true }).click()
  await isWelcome(page)
  expect(traces).toEqual([])
  expect(await tracesOf(page, kiosk.card)).toEqual([])
})

test('[T110] what comes later on the page moves no button from under a finger', async () => {
  const page = kiosk.tablet.page()
  await page.goto(kiosk.address)
  const arabicTile = page.getByRole('button', { name: 'العربية', exact: true })
  await arabicTile.waitFor()
  await watch(page, '.kiosk-acts')
  await arabicTile.click()
  await page.locator('.place').first().waitFor()
  expect(await stoodAt(page)).toHaveLength(1)
  await page.getByRole('button', { name: arabic('kiosk.end'), exact: true }).click()
  await isWelcome(page)
})

test('[T71] after sixty seconds it asks, goes on at one touch, and wipes itself twenty seconds after no answer', async () => {
  const page = kiosk.tablet.page()
  await kiosk.readPass(page)
  // The clock goes on by itself while the machine works: half a minute is left for that.
  await page.clock.fastForward(30_000)
  expect(await page.getByRole('dialog').isVisible()).toBe(false)
  await page.clock.fastForward(30_500)
  await page.getByRole('dialog').waitFor()
  await page.clock.fastForward(8000)
  await page.getByRole('button', { name: french('kiosk.still.continue'), exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await page.locator('.balance-digits').isVisible()).toBe(true)

  await page.clock.fastForward(60_500)
  await page.getByRole('dialog').waitFor()
  await page.clock.fastForward(8000)
  expect(await page.getByRole('dialog').isVisible()).toBe(true)
  await page.clock.fastForward(13_000)
  await isWelcome(page)
  expect(await tracesOf(page, kiosk.card)).toEqual([])
})

test('[T71] it may be told to go on ten times in a row', async () => {
  const page = kiosk.tablet.page()
  await kiosk.readPass(page)
  const goesOn = page.getByRole('button', { name: french('kiosk.still.continue'), exact: true })
  for (let times = 0; times < mostExtensions; times += 1) {
    await page.clock.fastForward(60_500)
    await goesOn.click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await page.clock.fastForward(60_500)
  await page.getByRole('dialog').waitFor()
  expect(await goesOn.isVisible()).toBe(false)
  await page.clock.fastForward(21_000)
  await isWelcome(page)
})

test('[T72] what is hidden is wiped: another app, the lock, the way back', async () => {
  const page = kiosk.tablet.page()
  await kiosk.readPass(page)
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
    Reflect.deleteProperty(document, 'visibilityState')
  })
  await isWelcome(page)

  await kiosk.readPass(page)
  await page.goto(`${kiosk.server.address}/`)
  await page.goBack()
  await isWelcome(page)
  expect(await tracesOf(page, kiosk.card)).toEqual([])
})

test('[T73] two people read one tablet: the far side turned and in the person’s language, the near one in French', async () => {
  const page = kiosk.tablet.page()
  await page.goto(kiosk.address)
  await page.getByRole('button', { name: 'العربية', exact: true }).click()
  await page.locator('.balance-digits').waitFor()
  await page.getByRole('button', { name: arabic('kiosk.two.open'), exact: true }).click()
  const [far, near] = [page.locator('[data-side="person"]'), page.locator('[data-side="helper"]')]
  await far.getByText(arabic('balance.until.title')).waitFor()
  await near.getByText(french('balance.until.title')).waitFor()
  expect([await far.getAttribute('dir'), await near.getAttribute('dir')]).toEqual(['rtl', 'ltr'])
  const turn = await far.evaluate((side) => getComputedStyle(side).transform)
  expect(turn).toContain('matrix(-1, 0, 0, -1')
  const digits = await page.locator('.balance-digits').allTextContents()
  expect(digits[0]).toBe(digits[1])
  await page.getByRole('button', { name: french('kiosk.two.close'), exact: true }).click()
  await page.getByRole('button', { name: arabic('kiosk.end'), exact: true }).click()
  await isWelcome(page)
})

test('[T112] without a network the shared tablet says what its own lists hold, with their hour', async () => {
  const page = kiosk.tablet.page()
  await kiosk.readPass(page)
  const online = await page.locator('.balance-digits').textContent()
  await page.getByRole('button', { name: french('kiosk.end'), exact: true }).click()
  await kiosk.server.kill()
  await page.getByRole('button', { name: 'العربية', exact: true }).click()
  await page.getByText(arabic('balance.seen.offline')).waitFor()
  expect(await page.locator('.balance-digits').textContent()).toBe(online)
  const traces = await tracesOf(page, kiosk.card)
  await page.getByRole('button', { name: arabic('kiosk.end'), exact: true }).click()
  await isWelcome(page)
  expect(traces).toEqual([])
  await kiosk.server.restart()
})
