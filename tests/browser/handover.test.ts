import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ManagedPass } from '#protocol/manage/passes.ts'
import { emptyFrame, writeFakeCamera } from '#tests/support/fake-camera.ts'
import { askedFor, countAsked } from './asked-camera.ts'
import {
  answerQuestions,
  countTaps,
  giveOnScreen,
  networkReturns,
  press,
  typeNumber,
  verdictOn,
  waitUntilSent,
} from './desk.ts'
import { keptDraft } from './stored.ts'
import { findingsOn } from './findings.ts'
import { untilLanguagesKept } from './kept-languages.ts'
import { openDeskJourney, type DeskJourney } from './desk-journey.ts'
import { cardOf, type Printed } from './enrol-manager.ts'
import { french, wordsIn } from './words.ts'

let server: DeskJourney['server']
let manager: DeskJourney['manager']
let tablet: DeskJourney['tablet']
let cardAt: DeskJourney['cardAt']
let close: DeskJourney['close']
let spare: Printed

beforeAll(async () => {
  ;({ server, manager, tablet, cardAt, close } = await openDeskJourney({ cards: 20 }))
  // Thirty were ordered, and one more is signed.
  spare = cardOf(await manager.print(1, 1, 30), 0)
})

afterAll(() => close?.())

test('[T120] without a network a pass is explained in the person’s language, turned towards them, and given in six taps', async () => {
  const arabic = wordsIn('ar')
  const page = tablet.page()
  await untilLanguagesKept(page, ['ar'])
  await server.kill()
  await openHandover(page)
  await typeNumber(page, cardAt(0).number)
  await page.getByRole('heading', { name: french('handover.age.title') }).waitFor()
  expect(await findingsOn(page)).toEqual([])
  const taps = await countTaps(page)
  await answerQuestions(page, {
    age: '65-79',
    situations: ['isolated'],
    language: 'ar',
    channel: 'neighbour',
  })
  const face = page.locator('.explanation[lang="ar"][dir="rtl"]')
  await face.getByText(arabic('balance.left', { count: 10 })).waitFor()
  await face.getByText(arabic('balance.how.free')).waitFor()
  await face.getByText('Médiathèque').waitFor()
  expect(await taps()).toBe(5)
  await press(page, 'handover.confirm')
  await page.getByRole('heading', { name: french('handover.done.title') }).waitFor()
  expect(await taps()).toBe(6)
  expect(await findingsOn(page)).toEqual([])
})

test('[T120] the explanation is turned by half a circle for who sits opposite; a gender is said or left out; each screen has nothing for axe and nothing cut', async () => {
  const page = tablet.page()
  await openHandover(page)
  await typeNumber(page, cardAt(1).number)
  await page.locator('.choice-tile').getByText(french('handover.age.26-45')).click()
  await page.locator('.choice-tile').getByText(french('handover.situations.none')).click()
  const woman = page.getByRole('button', { name: french('handover.gender.woman') })
  await woman.click()
  await woman.click()
  expect(await woman.getAttribute('aria-pressed')).toBe('false')
  await woman.click()
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'handover.continue')
  await page.locator('.choice-tile', { has: page.locator('[lang="ar"]') }).click()
  await page.getByRole('heading', { name: french('handover.channel.title') }).waitFor()
  expect(await page.locator('.choice-tile svg').count()).toBe(9)
  expect(await findingsOn(page)).toEqual([])
  await page.locator('.choice-tile').getByText(french('handover.channel.letter')).click()
  await page.locator('.explanation').waitFor()
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'device.turn.away')
  const turned = await page.locator('.turnable-face').evaluate((face) => getComputedStyle(face).transform)
  expect(turned.split(/[(,]/).slice(1, 5).map(Number)).toEqual([-1, expect.closeTo(0), expect.closeTo(0), -1])
  await press(page, 'handover.back')
  await page.locator('[aria-pressed="true"]').getByText(french('handover.channel.letter')).waitFor()
  await press(page, 'handover.continue')
  await press(page, 'handover.confirm')
  await page.getByRole('heading', { name: french('handover.done.title') }).waitFor()
})

test('[T121] two passes are given by one gesture, no more than the rules say, and one undo takes both back', async () => {
  const page = tablet.page()
  await openHandover(page)
  await typeNumber(page, cardAt(2).number)
  await press(page, 'handover.add.do', { most: 2 })
  expect(await findingsOn(page)).toEqual([])
  await typeNumber(page, cardAt(2).number)
  expect(await verdictOn(page)).toEqual({ word: 'NON', look: 'no' })
  await page.getByText(french('handover.refused.in-this-handover')).first().waitFor()
  await press(page, 'handover.next')
  await typeNumber(page, cardAt(3).number)
  await page.getByText(french('handover.add.most', { most: 2 })).waitFor()
  expect(await page.locator('.pass-summary').count()).toBe(2)
  expect(await findingsOn(page)).toEqual([])
  await answerQuestions(page)
  await page.locator('.explanation-digits').getByText('20').waitFor()
  await press(page, 'handover.confirm-several', { count: 2 })
  await page.getByRole('heading', { name: french('handover.done.several', { count: 2 }) }).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'device.undo.do')
  await page.getByText(french('handover.undone.several')).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'handover.next')
  await typeNumber(page, cardAt(2).number)
  await giveOnScreen(page)
})

test('[T122] a handover half done outlives a reload and the death of the browser, and is gone once it is given or left', async () => {
  const page = tablet.page()
  await openHandover(page)
  await typeNumber(page, cardAt(4).number)
  await page.locator('.choice-tile').getByText(french('handover.age.80-and-over')).click()
  await page.getByRole('heading', { name: french('handover.situations.title') }).waitFor()
  await page.reload()
  await page.locator('.choice-tile').getByText(french('handover.situations.isolated')).click()
  await press(page, 'handover.continue')
  await page.getByRole('heading', { name: french('handover.language.title') }).waitFor()
  // The browser dies once the draft is flushed.
  await expect.poll(() => keptDraft(page), { timeout: 20_000 }).toContain('"step":"language"')
  tablet.kill()
  const again = await tablet.reopen()
  await openHandover(again, 'language')
  await press(again, 'handover.back')
  await again
    .locator('.choice-tile:has(:checked)')
    .getByText(french('handover.situations.isolated'))
    .waitFor()
  await press(again, 'handover.continue')
  await again.locator('.choice-tile').getByText(french('handover.language.not-said')).click()
  await again.locator('.choice-tile').getByText(french('handover.channel.agent')).click()
  await press(again, 'handover.confirm')
  await again.getByRole('heading', { name: french('handover.done.title') }).waitFor()
  await again.reload()
  await again.getByRole('button', { name: french('handover.group.open') }).waitFor()

  await typeNumber(again, cardAt(5).number)
  await again.getByRole('heading', { name: french('handover.age.title') }).waitFor()
  await press(again, 'handover.leave')
  await again.reload()
  await again.getByRole('button', { name: french('handover.group.open') }).waitFor()
})

test('[T262] without a network a spare is not given by itself: the desk says what it is for, and gives it in the place of a spoiled pass', async () => {
  const page = tablet.page()
  await openHandover(page)
  await typeNumber(page, spare.number)
  expect(await verdictOn(page)).toEqual({ word: 'NON', look: 'no' })
  await page.getByText(french('handover.refused.spare'), { exact: true }).waitFor()
  await page.getByText(french('handover.refused.take-other')).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'handover.refused.replace')
  await typeNumber(page, cardAt(6).number)
  await page.getByText(french('lost.why.damaged'), { exact: true }).click()
  await press(page, 'lost.block.do')
  await press(page, 'lost.replace.do')
  await typeNumber(page, spare.number)
  await press(page, 'lost.replace.yes')
  await page.getByRole('heading', { name: french('lost.replace.done') }).waitFor()
  expect(await findingsOn(page)).toEqual([])
})

test('[T263] the camera that read a pass goes on behind the steps, asked for once, whatever has the focus, and reads the next as soon as it is in front', async () => {
  tablet.kill()
  tablet.show(cardAt(7).picture)
  const page = await tablet.reopen()
  await page.addInitScript(countAsked)
  await page.goto(`${server.address}/handover`)
  await page.getByRole('heading', { name: french('handover.age.title') }).waitFor({ timeout: 60_000 })
  const track = await trackOf(page)
  await giveOnScreen(page)
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
  expect(await trackOf(page)).toEqual(track)
  await press(page, 'handover.done.next')
  // It lies there still, and is with a person now.
  expect(await verdictOn(page)).toEqual({ word: 'NON', look: 'no' })
  expect(await trackOf(page)).toEqual(track)
  expect(track).toMatchObject({ state: 'live' })
  expect(await askedFor(page)).toBe(1)
  tablet.film((file) => writeFakeCamera(file, [emptyFrame()]))
})

test('[T120][T262] back on the network all is sent, and the manager sees who holds a pass, the spare too', async () => {
  const page = tablet.page()
  await server.restart()
  await networkReturns(tablet)
  await waitUntilSent(page)
  for (const [card, handedOver] of [
    [0, true],
    [1, true],
    [2, true],
    [3, false],
    [4, true],
    [5, false],
    [7, true],
  ] as const) {
    expect([card, (await passOf(cardAt(card))).handedOver]).toEqual([card, handedOver])
  }
  expect(await passOf(spare)).toMatchObject({ state: 'active', handedOver: true, used: 0 })
  expect(await passOf(cardAt(6))).toMatchObject({ state: 'closed' })
})

test('[T15] none of it asked another host or broke the security policy', () => {
  expect(tablet.faults).toEqual([])
})

async function passOf({ code }: Printed): Promise<ManagedPass> {
  return manager.read<ManagedPass>(`passes/${code.batch}/${code.pass}`)
}

async function trackOf(page: Page): Promise<{ readonly id: string; readonly state: string } | undefined> {
  return page.evaluate(() => {
    const stream = document.querySelector('video')?.srcObject
    const track = stream instanceof MediaStream ? stream.getVideoTracks()[0] : undefined
    return track && { id: track.id, state: track.readyState }
  })
}

async function openHandover(page: Page, step?: string): Promise<void> {
  await page.goto(`${server.address}/handover`)
  await (
    step === undefined
      ? page.getByRole('button', { name: french('handover.group.open') })
      : page.getByRole('heading', { name: french(`handover.${step}.title`) })
  ).waitFor()
}
