import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ManagedActs } from '#protocol/manage/acts.ts'
import {
  countTaps,
  enrolByLink,
  networkReturns,
  press,
  typeNumber,
  verdictOn,
  waitUntilSent,
} from './desk.ts'
import { openDeskJourney, type DeskJourney } from './desk-journey.ts'
import { french } from './words.ts'

let server: DeskJourney['server']
let manager: DeskJourney['manager']
let tablet: DeskJourney['tablet']
let cardAt: DeskJourney['cardAt']
let close: DeskJourney['close']

beforeAll(async () => {
  ;({ server, manager, tablet, cardAt, close } = await openDeskJourney({ cards: 1, handedOut: true }))
})

afterAll(() => close?.())

test('[T140] two people share a tablet without a network: a form waits behind the lock, and the act says who', async () => {
  const page = tablet.page()
  await page.goto(server.address)
  await page.locator('.sync-badge[data-acts="up-to-date"]').first().waitFor()
  await server.kill()
  await page.getByRole('link', { name: french('home.role.operators') }).click()
  await addOperator(page, 'Paul', '1357')
  await addOperator(page, 'Samira', '2468')
  await page.goto(`${server.address}/redeem`)
  await unlock(page, 'Paul', '1357')
  await typeNumber(page, cardAt(0).number)
  const take = page.getByRole('button', { name: french('redeem.confirm.take', { count: 1 }), exact: true })
  await take.waitFor()

  // Two taps and a PIN: what Paul had on the screen is there for Samira.
  const taps = await countTaps(page)
  await page.locator('.operator-badge').filter({ visible: true }).click()
  await page.getByRole('heading', { name: french('operators.lock.title') }).waitFor()
  expect(await take.isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Samira', exact: true }).click()
  // The field waits for the digits, and the key that ends them opens.
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
  await page.keyboard.type('2468')
  await page.keyboard.press('Enter')
  await page.getByLabel(french('operators.pin.label')).waitFor({ state: 'detached' })
  expect(await taps()).toBe(2)
  await take.click()
  expect(await verdictOn(page)).toEqual({ word: 'OUI', look: 'yes-to-confirm' })
  await press(page, 'redeem.next')

  await page.goto(`${server.address}/journal`)
  await unlock(page, 'Samira', '2468')
  const line = page.locator('[data-kind="redemption"]')
  await line.getByText(french('device.act.by', { name: 'Samira' })).waitFor()

  await server.restart()
  await networkReturns(tablet)
  await waitUntilSent(page)
  const { acts } = await manager.read<ManagedActs>('acts?kind=redemption')
  expect(acts.map(({ operator }) => operator?.name)).toEqual(['Samira'])
  expect(tablet.faults).toEqual([])
})

test('[T140] the app killed in front of the lock is locked, wrong PINs slow down, and the pages for everybody stay open', async () => {
  tablet.kill()
  const page = await tablet.reopen()
  await page.goto(server.address)
  await page.getByRole('button', { name: 'Samira' }).click()
  for (const pin of ['0000', '1111', '2222']) {
    await page.getByLabel(french('operators.pin.label')).fill(pin)
    await press(page, 'operators.pin.open')
    const wrong = page.getByText(french('operators.pin.wrong'))
    await wrong.or(page.getByText(french('operators.pin.wait.title'))).waitFor()
  }
  await page.getByText(french('operators.pin.wait.title')).waitFor()
  expect(await page.getByLabel(french('operators.pin.label')).count()).toBe(0)
  await press(page, 'operators.pin.other')
  await unlock(page, 'Paul', '1357')
  await page.getByRole('link', { name: french('home.role.redeem') }).waitFor()

  tablet.kill()
  const again = await tablet.reopen()
  await again.goto(`${server.address}/p`)
  await again.getByRole('button', { name: french('balance.ask.scan') }).waitFor()
})

test('[T140] nobody touches it for five minutes, and it is locked; a touch begins the five minutes anew', async () => {
  const page = tablet.page()
  await page.clock.install()
  await page.goto(server.address)
  await unlock(page, 'Paul', '1357')
  const home = page.getByRole('link', { name: french('home.role.redeem') })
  await home.waitFor()
  await page.clock.fastForward(4 * 60_000)
  await page.locator('h1').click()
  await page.clock.fastForward(4 * 60_000)
  expect(await home.isVisible()).toBe(true)
  await page.clock.fastForward(61_000)
  await page.getByRole('heading', { name: french('operators.lock.title') }).waitFor()
  expect(await home.isVisible()).toBe(false)
})

test('[T140] a forgotten PIN: a code of the manager begins anew, without names and without a loss', async () => {
  const page = tablet.page()
  await page.goto(server.address)
  await page.getByText(french('operators.forgotten.title')).click()
  await page.getByRole('link', { name: french('operators.forgotten.enrol') }).click()
  await page.getByText(french('enrol.hint')).waitFor()
  await enrolByLink(page, await manager.linkFor('house'), 'Accueil')
  await page.goto(server.address)
  await page.getByRole('link', { name: french('home.role.redeem') }).waitFor()
  expect(await page.locator('.operator-badge').count()).toBe(0)
  expect(tablet.faults).toEqual([])
})

async function addOperator(page: Page, name: string, pin: string): Promise<void> {
  await press(page, 'operators.add.open')
  await page.getByLabel(french('operators.add.name.label')).fill(name)
  await page.getByLabel(french('operators.add.pin.label')).fill(pin)
  await page.getByLabel(french('operators.add.again.label')).fill(pin)
  await press(page, 'operators.add.do')
  await page.locator('.operator').filter({ hasText: name }).waitFor()
}

async function unlock(page: Page, name: string, pin: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByLabel(french('operators.pin.label')).fill(pin)
  await press(page, 'operators.pin.open')
  await page.getByLabel(french('operators.pin.label')).waitFor({ state: 'detached' })
}
