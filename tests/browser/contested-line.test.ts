import { afterAll, beforeAll, expect, test } from 'vitest'
import { networkReturns, press, takeByNumber, typeNumber, waitUntilSent } from './desk.ts'
import { knows } from './at-counter.ts'
import { findingsOn } from './findings.ts'
import { openDeskAndVenue, type DeskAndVenue } from './desk-and-venue.ts'
import { cardOf } from './enrol-manager.ts'
import { french } from './words.ts'

let server: DeskAndVenue['server']
let manager: DeskAndVenue['manager']
let office: DeskAndVenue['office']
let desk: DeskAndVenue['desk']
let venue: DeskAndVenue['venue']
let close: DeskAndVenue['close']

beforeAll(async () => {
  ;({ server, manager, office, desk, venue, close } = await openDeskAndVenue([{ number: 1 }]))
})

afterAll(() => close?.())

test('[T95] a person points at a line that they did not use: at its next pull the venue reads that its paper is wanted, and the manager sees the case', async () => {
  const card = cardOf(await manager.print(1, 1), 0)
  await manager.handOut([card])
  await knows(venue, card, 'asks')
  const shop = venue.page()
  await shop.goto(`${server.address}/redeem`)
  await takeByNumber(shop, card.number)
  await press(shop, 'redeem.next')
  await waitUntilSent(shop)

  const page = desk.page()
  await page.goto(server.address)
  await page.getByRole('link', { name: french('home.role.uses'), exact: true }).click()
  await typeNumber(page, card.number)
  await page.getByText(french('lost.uses.line', { service: 'Premiers pas', count: 1 })).click()
  expect(await findingsOn(page)).toEqual([])
  await server.kill()
  await press(page, 'lost.uses.do')
  await page.getByRole('heading', { name: french('lost.uses.done.title') }).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'lost.done')
  await typeNumber(page, card.number)
  await page.getByText(french('lost.uses.offline')).waitFor()
  expect(await findingsOn(page)).toEqual([])

  await server.restart()
  await networkReturns(desk)
  await waitUntilSent(page)
  await press(page, 'lost.done')
  await typeNumber(page, card.number)
  await page.getByText(french('lost.uses.standing.contested')).waitFor()

  await shop.goto(`${server.address}/journal`)
  await networkReturns(venue)
  const contested = shop.locator('[data-why="contested"]')
  await contested.getByText(french('journal.contested.text')).waitFor({ timeout: 90_000 })
  await contested.getByText(french('device.outcome.contested', { words: french('lost.uses.said') })).waitFor()
  expect(await findingsOn(shop)).toEqual([])

  const manage = office.page()
  await manage.goto(`${server.address}/manage/cases`)
  await manage
    .getByRole('heading', { name: french('manage.cases.kinds.contested') })
    .first()
    .waitFor()
  await manage.getByText(french('lost.uses.said')).first().waitFor({ state: 'attached' })
})

test('[T15] none of it asked another host or broke the security policy', () => {
  expect([...office.faults, ...desk.faults, ...venue.faults]).toEqual([])
})
