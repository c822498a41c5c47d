import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startReleasingProxy, type ReleasingProxy } from '#tests/support/releasing-proxy.ts'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import {
  enrolByLink,
  networkGoes,
  networkReturns,
  press,
  takeByNumber,
  typeNumber,
  verdictOn,
  waitUntilSent,
} from './desk.ts'
import { cardOf, enrolManager, type Manager } from './enrol-manager.ts'
import { journeyProgramme } from './journey-programme.ts'
import { storeHolds } from './stored.ts'
import { french } from './words.ts'

let proxy: ReleasingProxy
let server: ServerProcess
let manager: Manager
let tablet: Tablet

beforeAll(async () => {
  let serverPort = 0
  proxy = await startReleasingProxy(() => serverPort)
  server = await startServer({
    programme: journeyProgramme([{ number: 1 }]),
    store: 'postgres',
    address: () => `http://localhost:${proxy.port}`,
  })
  serverPort = server.port
  manager = await enrolManager(server)
  tablet = await openTablet(server.address)
})

afterAll(async () => {
  await tablet?.close()
  await server?.stop()
  await proxy?.close()
})

test('[T249] a newer app is taken in one tab with acts unsent: the act under way in the other is finished first, and all is sent once', async () => {
  const cards = await manager.print(1, 2)
  await manager.handOut(cards)
  const counter = tablet.page()
  await enrolByLink(counter, await manager.linkFor('house'), 'Accueil')
  await counter.goto(`${server.address}/redeem`)
  await waitUntilSent(counter)

  proxy.release()
  const home = await tablet.context().newPage()
  await home.goto(server.address)
  await home.getByText(french('frame.update.ready')).waitFor({ timeout: 90_000 })
  await networkGoes(tablet)
  expect(await takeByNumber(counter, cardOf(cards, 0).number)).toEqual({
    word: 'OUI',
    look: 'yes-to-confirm',
  })
  await press(counter, 'redeem.next')
  await typeNumber(counter, cardOf(cards, 1).number)
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
