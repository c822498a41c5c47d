import { correction, generate } from 'lean-qr'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pictureOfCode } from '#tests/support/fake-camera.ts'
import { askedFor, countAsked } from './asked-camera.ts'
import { press } from './desk.ts'
import { findingsOn } from './findings.ts'
import { isWelcome, openKiosk, smallTargets, stoodAt, watch, type KioskJourney } from './open-kiosk.ts'
import { pressAsReader } from './reader.ts'
import { saidWithoutFrench } from './without-french.ts'
import { french, wordsIn } from './words.ts'

const arabic = wordsIn('ar')
let kiosk: KioskJourney

beforeAll(async () => {
  kiosk = await openKiosk()
})

afterAll(() => kiosk?.close())

test('[T190] a code that is no pass is seen to be none, with what to do, and no button moves for it', async () => {
  kiosk.tablet.show(pictureOfCode(generate('https://exemple.fr/menu', { minCorrectionLevel: correction.M })))
  const page = kiosk.tablet.page()
  await page.goto(kiosk.address)
  const arabicTile = page.getByRole('button', { name: 'العربية', exact: true })
  await arabicTile.waitFor()
  await watch(page, '.screen-action .button')
  await arabicTile.click()
  const said = page.locator('.pass-finder')
  for (const say of [arabic, french]) {
    await said.getByText(say('balance.problem.not-a-pass.title')).waitFor()
    await said.getByText(say('balance.problem.not-a-pass.text')).waitFor()
  }
  await page.locator('.camera-view[data-state=scanning]').waitFor()
  expect(await stoodAt(page)).toHaveLength(1)
  expect([...(await smallTargets(page)), ...(await findingsOn(page))]).toEqual([])

  await page.goto(`${kiosk.server.address}/p`)
  await page.getByRole('button', { name: french('balance.ask.scan'), exact: true }).click()
  await page.locator('.camera-view').waitFor()
  await page.locator('.sync-badge:not([data-old])').waitFor()
  await watch(page, '.screen-main > .button')
  await said.getByText(french('balance.problem.not-a-pass.text')).waitFor()
  expect(await stoodAt(page)).toHaveLength(1)
})

test('[T205] a code that cannot be read gets one quiet sentence after a while, and no button moves for it', async () => {
  kiosk.showNothing()
  const page = kiosk.tablet.page()
  await page.goto(kiosk.address)
  await page.getByRole('button', { name: 'العربية', exact: true }).click()
  await page.locator('.camera-view[data-state=scanning]').waitFor()
  await watch(page, '.screen-action .button')
  await page.locator('.pass-finder').getByText(arabic('balance.camera.no-code')).waitFor()
  await page.locator('.pass-finder').getByText(french('balance.camera.no-code')).waitFor()
  expect(await stoodAt(page)).toHaveLength(1)
  expect([...(await smallTargets(page)), ...(await findingsOn(page))]).toEqual([])
})

test('[T208] a keyboard reader at the shared tablet opens the pass, and what is no pass is said', async () => {
  kiosk.showNothing()
  const page = kiosk.tablet.page()
  await page.goto(kiosk.address)
  await page.getByRole('button', { name: 'Français', exact: true }).click()
  await page.locator('.camera-view[data-state=scanning]').waitFor()
  await pressAsReader(page, 'https://exemple.fr/menu', 'french')
  await page.getByText(french('balance.problem.not-a-pass.text')).waitFor()
  await pressAsReader(page, kiosk.card.text, 'french')
  await page.locator('.balance-digits').waitFor()
  await page.getByRole('button', { name: french('kiosk.end'), exact: true }).click()
  await isWelcome(page)
})

test('[T191] French is one tap away from each page of a person, and the pass stays on the screen', async () => {
  kiosk.showNothing()
  const page = kiosk.tablet.page()
  const toFrench = page.getByRole('button', { name: 'Français', exact: true })
  const toArabic = page.getByRole('button', { name: 'العربية', exact: true })
  await page.goto(kiosk.address)
  await toArabic.click()
  await page.getByRole('button', { name: arabic('balance.ask.type'), exact: true }).click()
  await page.getByRole('textbox').fill(kiosk.card.number.slice(0, 6))
  await toFrench.click()
  await page.locator('html[lang="fr"]').waitFor()
  expect((await page.getByRole('textbox').inputValue()).replaceAll('-', '')).toBe(
    kiosk.card.number.slice(0, 6),
  )
  expect(await toFrench.count()).toBe(0)
  await page.getByRole('button', { name: french('kiosk.end'), exact: true }).click()
  await isWelcome(page)

  await toArabic.click()
  await kiosk.typeCard(page, arabic)
  const digits = page.locator('.balance-digits')
  await digits.waitFor()
  const left = await digits.textContent()
  await toFrench.click()
  await page.locator('html[lang="fr"]').waitFor()
  expect(await digits.textContent()).toBe(left)
  await page.getByRole('button', { name: french('kiosk.end'), exact: true }).click()
  await isWelcome(page)
})

test('[T192] the camera is asked for after a sentence, by a press, where the browser will ask', async () => {
  const page = kiosk.tablet.page()
  kiosk.showNothing()
  await kiosk.allow(page, 'camera', 'prompt')
  const openCamera = page.getByRole('button', { name: french('balance.ask.scan'), exact: true })
  for (const [path, first] of [
    ['/p', french('balance.ask.scan')],
    ['/kiosk', 'Français'],
  ] as const) {
    await page.goto(`${kiosk.server.address}${path}`)
    await page.evaluate(countAsked)
    await page.getByRole('button', { name: first, exact: true }).click()
    await page.getByText(french('balance.camera.why')).waitFor()
    expect(await askedFor(page)).toBe(0)
    expect([...(path === '/kiosk' ? await smallTargets(page) : []), ...(await findingsOn(page))]).toEqual([])
    await openCamera.click()
    await page.locator('.camera-view[data-state=scanning]').waitFor()
    expect(await askedFor(page)).toBe(1)
  }
  await kiosk.allow(page, 'camera', 'granted')
  await page.goto(kiosk.address)
  await page.getByRole('button', { name: 'Français', exact: true }).click()
  await page.locator('.camera-view[data-state=scanning]').waitFor()
})

test('[T207] on the tablet of a place distances are counted from there, also where its position is refused', async () => {
  kiosk.showNothing()
  const page = kiosk.tablet.page()
  await page.goto(kiosk.address)
  await page.getByRole('button', { name: 'Français', exact: true }).click()
  await kiosk.typeCard(page, french)
  await isFromHere(page)
  await page.getByRole('button', { name: french('kiosk.end'), exact: true }).click()
  await isWelcome(page)

  await kiosk.allow(page, 'geolocation', 'denied')
  await page.goto(kiosk.card.text)
  await isFromHere(page)
  await press(page, 'places.from.change')
  await press(page, 'places.from.me')
  await page.getByText(french('places.from.denied')).waitFor()
  await press(page, 'places.from.here')
  await isFromHere(page)
})

test('[T74][T200] on each of its screens every target is 96 px at least, axe finds nothing, nothing is cut and nothing without French', async () => {
  kiosk.showNothing()
  const page = kiosk.tablet.page()
  await page.clock.install()
  const findings: string[] = []
  async function look(screen: string): Promise<void> {
    const small = await smallTargets(page)
    const alone = (await saidWithoutFrench(page)).map((said) => `without French ${said}`)
    const found = [...(await findingsOn(page)), ...alone]
    findings.push(...[...small, ...found].map((finding) => `${screen}: ${finding}`))
  }
  for (const [autonym, say] of [
    ['Français', french],
    ['العربية', arabic],
  ] as const) {
    await page.goto(kiosk.address)
    await page.getByRole('button', { name: autonym, exact: true }).waitFor()
    await look('welcome')
    await page.getByRole('button', { name: autonym, exact: true }).click()
    await page.locator('.camera-view[data-state=scanning]').waitFor()
    await look(`camera ${autonym}`)
    await page.getByRole('button', { name: say('balance.ask.type'), exact: true }).click()
    await page.getByRole('textbox').waitFor()
    await look(`number ${autonym}`)
    await page.getByRole('button', { name: say('frame.action.back'), exact: true }).click()
    await kiosk.typeCard(page, say)
    await page.locator('.place').first().waitFor()
    await look(`pass ${autonym}`)
    await page.getByRole('button', { name: say('kiosk.places'), exact: true }).click()
    await page.locator('.place').first().waitFor()
    await look(`places ${autonym}`)
    await page.getByRole('button', { name: say('frame.action.back'), exact: true }).click()
    await page.getByRole('button', { name: say('kiosk.two.open'), exact: true }).click()
    await page.locator('.two-people').waitFor()
    await look(`two ${autonym}`)
    await page.clock.fastForward(60_500)
    await page.getByRole('dialog').waitFor()
    await look(`still ${autonym}`)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('kiosk.end'), exact: true })
      .click()
    await isWelcome(page)
  }
  expect(findings).toEqual([])
  expect(kiosk.tablet.faults).toEqual([])
})

/** One venue is this place, the other two kilometres to the east. */
async function isFromHere(page: Page): Promise<void> {
  await page.getByText(french('places.from.chosen-here')).waitFor()
  for (const distance of ['50\u00a0m', '2\u00a0km']) {
    await page.getByText(french('places.distance', { distance })).waitFor()
  }
}
