import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ManagedFollowUp } from '#protocol/manage/follow-up.ts'
import { networkReturns, press, typeNumber, waitUntilSent } from './desk.ts'
import { keptDraft } from './stored.ts'
import { findingsOn } from './findings.ts'
import { untilLanguagesKept } from './kept-languages.ts'
import { pressAsReader } from './reader.ts'
import { openDeskJourney, type DeskJourney } from './desk-journey.ts'
import { french } from './words.ts'

let server: DeskJourney['server']
let manager: DeskJourney['manager']
let tablet: DeskJourney['tablet']
let cardAt: DeskJourney['cardAt']
let close: DeskJourney['close']

beforeAll(async () => {
  ;({ server, manager, tablet, cardAt, close } = await openDeskJourney({ cards: 12 }))
})

afterAll(() => close?.())

test('[T123][T126][W45] without a network a group says once what it is, each pass is counted, a reload loses none, and one confirmation gives all', async () => {
  const page = tablet.page()
  await page.goto(`${server.address}/handover`)
  await untilLanguagesKept(page, ['ar'])
  await server.kill()
  await press(page, 'handover.group.open')
  await page.getByText(french('handover.group.intro')).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'handover.group.way.all')
  await answer(page, { age: '46-64', situation: 'seeks-work', channel: 'poster' })
  for (const [place, card] of [0, 1, 2].entries()) {
    await typeNumber(page, cardAt(card).number)
    await counted(page, place + 1)
  }
  await typeNumber(page, cardAt(1).number)
  // It may only lie there still: no NO is said, and the count stands.
  const again = `${french('handover.refused.in-this-handover')} ${french('handover.group.count', { count: 3 })}`
  await page.getByText(again, { exact: true }).first().waitFor()
  expect(await findingsOn(page)).toEqual([])
  await expect
    .poll(async () => (await keptDraft(page)).split('"source"').length - 1, { timeout: 20_000 })
    .toBe(3)

  await page.reload()
  await counted(page, 3)
  // None that a quick reader brings waits for the one before.
  await Promise.all([3, 4, 5].map((at) => pressAsReader(page, cardAt(at).text, 'american')))
  await counted(page, 6)
  await press(page, 'handover.group.review', { count: 6 })
  await page
    .getByRole('button', { name: french('handover.group.leave-out') })
    .last()
    .click()
  await page.getByRole('heading', { name: french('handover.group.review-title', { count: 5 }) }).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'handover.group.explain-all')
  await page.locator('.explanation[lang="ar"]').waitFor()
  await press(page, 'device.turn.away')
  expect(await findingsOn(page)).toEqual([])
  await page.getByRole('button', { name: french('handover.group.back') }).click()
  await page.getByRole('heading', { name: french('handover.group.review-title', { count: 5 }) }).waitFor()
  await press(page, 'handover.confirm-several', { count: 5 })
  await page.getByRole('heading', { name: french('handover.done.several', { count: 5 }) }).waitFor()
  await pressAgain(page)
  await page.getByRole('button', { name: french('device.undo.do') }).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await expect.poll(() => keptDraft(page), { timeout: 20_000 }).toBe('[]')
  await press(page, 'handover.group.finish')
  await page.getByRole('button', { name: french('handover.group.open') }).waitFor()
})

test('[T123] in another group each person is asked, and one undo takes all back', async () => {
  const page = tablet.page()
  await press(page, 'handover.group.open')
  await press(page, 'handover.group.way.each')
  for (const [place, card] of [6, 7].entries()) {
    await typeNumber(page, cardAt(card).number)
    await page.getByText(french('handover.group.of-one')).waitFor()
    await answer(page, { age: place === 0 ? '18-25' : '65-79', situation: 'none', channel: 'agent' })
    await counted(page, place + 1)
  }
  await press(page, 'handover.group.review', { count: 2 })
  await page
    .getByRole('button', { name: french('handover.group.explain') })
    .first()
    .click()
  await page.locator('.explanation').waitFor()
  await page.getByRole('button', { name: french('handover.group.back') }).click()
  await press(page, 'handover.confirm-several', { count: 2 })
  await page.getByRole('heading', { name: french('handover.done.several', { count: 2 }) }).waitFor()
  await press(page, 'device.undo.do')
  await page.getByText(french('handover.undone.several')).waitFor()
  await press(page, 'handover.next')
})

test('[T124] three pictured questions suggest what to learn and where; one tap skips them, and nothing of them is kept', async () => {
  const page = tablet.page()
  await press(page, 'handover.needs.open')
  await page.getByRole('heading', { name: french('handover.needs.has.title') }).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'handover.needs.skip')
  await page.getByRole('button', { name: french('handover.group.open') }).waitFor()

  await press(page, 'handover.needs.open')
  await press(page, 'handover.needs.answer.phone')
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'handover.needs.answer.little')
  await press(page, 'handover.needs.answer.letters')
  const suggested = page.locator('.suggested')
  await suggested.getByRole('heading', { name: 'Premiers pas' }).waitFor()
  await suggested.getByRole('heading', { name: 'Maison des jeunes' }).waitFor()
  expect(await suggested.count()).toBe(1)
  expect(await findingsOn(page)).toEqual([])
  await expect.poll(() => keptDraft(page), { timeout: 20_000 }).toBe('[]')
  await press(page, 'handover.needs.done')
  await page.getByRole('button', { name: french('handover.group.open') }).waitFor()
})

test('[T123] back on the network the manager sees five passes by how people heard of it', async () => {
  const page = tablet.page()
  await server.restart()
  await networkReturns(tablet)
  await waitUntilSent(page)
  const { channels, languages } = await manager.read<ManagedFollowUp>('follow-up')
  expect(channels).toMatchObject([{ value: 'poster', passes: 5 }])
  expect(languages).toMatchObject([{ value: 'ar', passes: 5 }])
  expect(tablet.faults).toEqual([])
})

type Answers = { readonly age: string; readonly situation: string; readonly channel: string }

async function answer(page: Page, { age, situation, channel }: Answers): Promise<void> {
  const tile = (key: string) => page.locator('.choice-tile').getByText(french(key), { exact: true })
  await tile(`handover.age.${age}`).click()
  await tile(`handover.situations.${situation}`).click()
  await press(page, 'handover.continue')
  await page.locator('.choice-tile', { has: page.locator('[lang="ar"]') }).click()
  await tile(`handover.channel.${channel}`).click()
}

/** The second press of a double tap, where the first was, on the screen that came between. */
async function pressAgain(page: Page): Promise<void> {
  await page.mouse.down({ clickCount: 2 })
  await page.mouse.up({ clickCount: 2 })
}

async function counted(page: Page, count: number): Promise<void> {
  await page.getByRole('img', { name: french('handover.group.count', { count }), exact: true }).waitFor()
}
