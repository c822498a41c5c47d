import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startReleasingProxy, type ReleasingProxy } from '#tests/support/releasing-proxy.ts'
import {
  networkGoes,
  networkReturns,
  press,
  takeByNumber,
  typeNumber,
  verdictOn,
  waitUntilSent,
} from './desk.ts'
import { openDeskJourney, type DeskJourney } from './desk-journey.ts'
import { storeHolds } from './stored.ts'
import { french } from './words.ts'

let proxy: ReleasingProxy
let journey: DeskJourney

beforeAll(async () => {
  const behind = async (serverPort: () => number) => (proxy = await startReleasingProxy(serverPort))
  journey = await openDeskJourney({ cards: 2, handedOut: true, behind })
})

afterAll(() => journey?.close())

test('[T249] a newer app is taken in one tab with acts unsent: the act under way in the other is finished first, and all is sent once', async () => {
  const { server, manager, tablet, cardAt } = journey
  const counter = tablet.page()
  await counter.goto(`${server.address}/redeem`)
  await waitUntilSent(counter)

  proxy.release()
  const home = await tablet.context().newPage()
  await home.goto(server.address)
  await home.getByText(french('frame.update.ready')).waitFor({ timeout: 90_000 })
  await networkGoes(tablet)
  expect(await takeByNumber(counter, cardAt(0).number)).toEqual({
    word: 'OUI',
    look: 'yes-to-confirm',
  })
  await press(counter, 'redeem.next')
  await typeNumber(counter, cardAt(1).number)
  await counter.getByRole('button', { name: french('redeem.confirm.take', { count: 1 }) }).waitFor()
  await storeHolds(counter, unsent, 1)

  await Promise.all([noteOpening(counter), noteOpening(home)])
  await press(home, 'frame.update.now')
  await home.waitForFunction(isOpenedAnew)
  await counter.waitForFunction(isAnsweredByAnother)
  await press(counter, 'redeem.confirm.take', { count: 1 })
  expect(await verdictOn(counter)).toEqual({ word: 'OUI', look: 'yes-to-confirm' })
  expect(await counter.evaluate(isOpenedAnew)).toBe(false)
  await storeHolds(counter, unsent, 2)
  await press(counter, 'redeem.next')
  await counter.waitForFunction(isOpenedAnew)
  await counter.locator('.scan-pane').waitFor()
  await storeHolds(counter, unsent, 2)
  expect(await home.getByText(french('frame.update.ready')).count()).toBe(0)

  await networkReturns(tablet)
  await waitUntilSent(counter)
  expect(await manager.account('house')).toMatchObject({ units: 2, payableCents: 2000 })
  expect(tablet.faults).toEqual([])
})

const unsent = { table: 'entries', field: 'status', begins: 'pending' }

/** The page carries a mark until it is opened anew, and another one once a newer app answers it. */
async function noteOpening(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { dataset } = document.documentElement
    dataset['opened'] = 'before'
    navigator.serviceWorker.addEventListener('controllerchange', () => (dataset['answered'] = 'by another'))
  })
}

/** Runs in the page. */
function isOpenedAnew(): boolean {
  return document.documentElement.dataset['opened'] === undefined
}

/** Runs in the page. */
function isAnsweredByAnother(): boolean {
  return document.documentElement.dataset['answered'] !== undefined
}
