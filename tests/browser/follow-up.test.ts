import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DAY } from '#domain/instant.ts'
import { writeDay, writeDayOf } from '#client/ui/written.ts'
import { networkReturns, press, typeNumber, waitUntilSent, type SaidOnScreen } from './desk.ts'
import { knows } from './at-counter.ts'
import { findingsOn } from './findings.ts'
import { dayFromToday } from './journey-programme.ts'
import { openDeskAndVenue, type DeskAndVenue } from './desk-and-venue.ts'
import { cardOf, type Printed } from './enrol-manager.ts'
import { french, frenchPattern } from './words.ts'

let server: DeskAndVenue['server']
let manager: DeskAndVenue['manager']
let office: DeskAndVenue['office']
let desk: DeskAndVenue['desk']
let venue: DeskAndVenue['venue']
let close: DeskAndVenue['close']
let cards: readonly Printed[]

/** Between the handovers and the day on which they are read. */
const later = 20 * DAY

beforeAll(async () => {
  // Its last day of use is in seventy days: too far on the first day, and near twenty days later.
  const batches = [{ number: 1, endsIn: 40 }]
  ;({ server, manager, office, desk, venue, close } = await openDeskAndVenue(batches))
  cards = await manager.print(1, 11)
})

afterAll(() => close?.())

test('[T96][T260] of passes given without a network in two languages and by two channels, the desk and the manager read which are never used, which end soon and how long people took, from as many days on as are chosen', async () => {
  const page = desk.page()
  const [used, unused] = [cards.slice(0, 5), cards.slice(5, 10)]
  await server.kill()
  await giveToGroup(page, used, { language: 'ar', channel: 'neighbour' })
  await giveToGroup(page, unused, { language: 'ta', channel: 'letter' })
  await server.restart()
  await networkReturns(desk)
  await waitUntilSent(page)
  for (const card of used) await knows(venue, card, 'asks')

  await server.kill()
  await takeAsSeries(venue.page(), used)
  await page.clock.setSystemTime(Date.now() + later)
  await openReminders(page)
  const listed = page.getByText(frenchPattern('lost.reminders.unused.since'))
  await expect.poll(() => listed.count()).toBe(10)
  await choose(page, 'lost.reminders.unused.for', 'lost.reminders.days', 30)
  await page.getByText(french('lost.reminders.unused.none')).waitFor()

  await server.restart({ ahead: later })
  for (const tablet of [venue, desk]) {
    await tablet.page().clock.setSystemTime(Date.now() + later)
    await networkReturns(tablet)
    await waitUntilSent(tablet.page())
  }
  await knows(desk, cardOf(unused, 0), 'asks')
  await openReminders(page)
  await expect.poll(() => listed.count(), { timeout: 90_000 }).toBe(5)
  for (const card of unused) {
    await page.getByText(frenchPattern('lost.reminders.unused.since', { name: nameOf(card) })).waitFor()
  }
  const ending = page.getByText(frenchPattern('lost.reminders.ending.line', { count: 10, units: 95 }))
  await choose(page, 'lost.reminders.ending.within', 'lost.reminders.days', 60)
  await ending.waitFor()
  await choose(page, 'lost.reminders.ending.within', 'lost.reminders.days', 30)
  await page.getByText(french('lost.reminders.ending.none')).waitFor()

  const manage = office.page()
  await manage.clock.setSystemTime(Date.now() + later)
  await manage.goto(`${server.address}/manage/follow-up`)
  await manage.getByText(french('manage.follow-up.unused.none')).waitFor()
  await choose(manage, 'manage.follow-up.unused.for', 'manage.follow-up.days', 14)
  const given = writeDayOf(Date.now(), 'Europe/Paris')
  expect(await rowsOf(manage, 'manage.follow-up.unused.title')).toEqual([
    ['Maison des jeunes', '1-6…10', '5', given],
  ])
  const lastDay = writeDay(dayFromToday(70))
  expect(await rowsOf(manage, 'manage.follow-up.ending.title')).toEqual([
    ['Maison des jeunes', '1-1…10', '10', '95', lastDay],
  ])
  await choose(manage, 'manage.follow-up.ending.within', 'manage.follow-up.days', 30)
  await manage.getByText(french('manage.follow-up.ending.none')).waitFor()
  expect(await rowsOf(manage, 'manage.follow-up.waits.title')).toEqual([
    [french('manage.follow-up.waits.all'), '10', '5', '0', '0', '5'],
  ])
  expect(await rowsOf(manage, 'manage.follow-up.languages')).toEqual([
    ['arabe', '5', '5', '0', '0', '0'],
    ['tamoul', '5', '0', '0', '0', '5'],
  ])
  expect(await rowsOf(manage, 'manage.follow-up.channels')).toEqual([
    [french('manage.follow-up.channel.letter'), '5', '0', '0', '0', '5'],
    [french('manage.follow-up.channel.neighbour'), '5', '5', '0', '0', '0'],
  ])
  expect(await findingsOn(manage)).toEqual([])
})

test('[T96] what another tablet of the place gave is listed too, without a day that this one cannot know', async () => {
  const page = desk.page()
  const card = cardOf(cards, 10)
  await manager.handOut([card])
  await knows(desk, card, 'asks')
  await server.kill()
  await openReminders(page)
  await page.getByText(french('lost.reminders.unused.undated.title')).waitFor()
  await page
    .getByText(french('lost.reminders.unused.undated.line', { count: 1, series: '1-11' }), { exact: true })
    .waitFor()
  expect(await findingsOn(page)).toEqual([])
})

test('[T15] none of it asked another host or broke the security policy', () => {
  expect([...office.faults, ...desk.faults, ...venue.faults]).toEqual([])
})

function nameOf({ code }: Printed): string {
  return french('lost.pass.name', { batch: code.batch, pass: code.pass + 1 })
}

async function giveToGroup(
  page: Page,
  group: readonly Printed[],
  { language, channel }: Pick<SaidOnScreen, 'language' | 'channel'>,
): Promise<void> {
  const tile = (key: string) => page.locator('.choice-tile').getByText(french(key), { exact: true })
  await page.goto(`${server.address}/handover`)
  await press(page, 'handover.group.open')
  await press(page, 'handover.group.way.all')
  await tile('handover.age.46-64').click()
  await tile('handover.situations.none').click()
  await press(page, 'handover.continue')
  await page.locator('.choice-tile', { has: page.locator(`[lang="${language}"]`) }).click()
  await tile(`handover.channel.${channel}`).click()
  for (const [place, { number }] of group.entries()) {
    await typeNumber(page, number)
    await page.getByRole('img', { name: french('handover.group.count', { count: place + 1 }) }).waitFor()
  }
  const count = group.length
  await press(page, 'handover.group.review', { count })
  await press(page, 'handover.confirm-several', { count })
  await page.getByRole('heading', { name: french('handover.done.several', { count }) }).waitFor()
}

async function takeAsSeries(page: Page, roll: readonly Printed[]): Promise<void> {
  const count = roll.length
  await page.goto(`${server.address}/redeem`)
  await press(page, 'redeem.series.open')
  for (const [place, { number }] of roll.entries()) {
    await typeNumber(page, number)
    await page.locator('.series-cheque').nth(place).waitFor()
  }
  await press(page, 'redeem.series.review', { count })
  await press(page, 'redeem.confirm.take', { count })
  await page
    .getByRole('heading', { name: french('redeem.series.taken', { yes: count, noted: 0, no: 0 }) })
    .waitFor()
  await press(page, 'redeem.series.finish')
}

async function openReminders(page: Page): Promise<void> {
  await page.goto(`${server.address}/lost/reminders`)
  await page.getByRole('heading', { name: french('lost.reminders.unused.title') }).waitFor()
}

async function choose(page: Page, field: string, days: string, count: number): Promise<void> {
  await page.getByLabel(french(field)).selectOption({ label: french(days, { count }) })
}

/** What stands in each row below the head of a table, once it is there. */
async function rowsOf(page: Page, caption: string): Promise<readonly (readonly string[])[]> {
  const values = page.getByRole('table', { name: french(caption), exact: true }).locator('tbody tr')
  await values.first().waitFor()
  return values.evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll('.data-table-value')].map((cell) => cell.textContent ?? '')),
  )
}
