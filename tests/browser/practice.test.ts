import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { practicePasses } from '#client/practice/practice-knowledge.ts'
import type { ManagedActs } from '#protocol/manage/acts.ts'
import { parsePassCode } from '#protocol/pass-code.ts'
import { codesOnPaper, pagesOf, textOnPaper } from '#tests/support/printed-words.ts'
import { giveOnScreen, networkReturns, press, typeNumber, verdictOn } from './desk.ts'
import { findingsOn } from './findings.ts'
import { openDeskJourney, type DeskJourney } from './desk-journey.ts'
import { pressAsReader } from './reader.ts'
import { drafts, storeHolds, untilNoDraft } from './stored.ts'
import { french, frenchPattern } from './words.ts'

let server: DeskJourney['server']
let manager: DeskJourney['manager']
let tablet: DeskJourney['tablet']
let cardAt: DeskJourney['cardAt']
let close: DeskJourney['close']

beforeAll(async () => {
  ;({ server, manager, tablet, cardAt, close } = await openDeskJourney({ cards: 1 }))
  await tablet.page().goto(server.address)
  await tablet.page().locator('.sync-badge[data-acts="up-to-date"]').first().waitFor()
  await server.kill()
})

afterAll(() => close?.())

test('[T141] the app dies over a form: it is there again, is taken once, and asks before it is taken twice', async () => {
  const page = tablet.page()
  await page.goto(`${server.address}/redeem`)
  await typeNumber(page, cardAt(0).number)
  const take = french('redeem.confirm.take', { count: 1 })
  await page.getByRole('button', { name: take, exact: true }).waitFor()
  await storeHolds(page, drafts, 1)
  tablet.kill()

  const again = await tablet.reopen()
  await again.goto(`${server.address}/redeem`)
  await again.getByRole('button', { name: take, exact: true }).click()
  expect(await verdictOn(again)).toEqual({ word: 'OUI', look: 'yes-to-confirm' })
  await untilNoDraft(again)
  await press(again, 'redeem.next')
  await again.goto(`${server.address}/redeem`)
  await again.getByRole('button', { name: french('scan.type') }).waitFor()
  expect(await again.getByRole('button', { name: take, exact: true }).count()).toBe(0)
})

test('[T143] who goes back out of a form has left it: the next person finds none', async () => {
  const page = tablet.page()
  await page.goto(server.address)
  await page.getByRole('link', { name: french('home.role.redeem'), exact: true }).click()
  await typeNumber(page, cardAt(0).number)
  await storeHolds(page, drafts, 1)
  await page.goBack()
  await page.locator('.home-roles').first().waitFor()
  await untilNoDraft(page)
  await page.getByRole('link', { name: french('home.role.redeem'), exact: true }).click()
  await page.getByRole('button', { name: french('scan.type') }).waitFor()
})

test('[T142] a new volunteer does the tour alone without a network, leaves it and resumes it, and nothing of it is real', async () => {
  const page = tablet.page()
  await page.goto(server.address)
  await page.getByRole('link', { name: french('home.role.practice') }).click()
  await page.getByRole('heading', { name: french('practice.title') }).waitFor()
  await page
    .getByRole('alert')
    .or(page.getByRole('status'))
    .getByText(french('practice.entered'))
    .waitFor({ state: 'attached' })
  expect(await page.title()).toContain(french('practice.word'))
  expect(await findingsOn(page)).toEqual([])

  await page.getByRole('link', { name: french('practice.tour.start') }).click()
  await isExercise(page)
  await hold(page, '0/0')
  await giveOnScreen(page)
  await isExercise(page)

  // The telephone rings: the app is left in the middle, and ends.
  tablet.kill()
  const resumed = await tablet.reopen()
  await resumed.goto(`${server.address}/practice`)
  await resumed.locator('.tour [data-done]').waitFor()
  await resumed.getByRole('link', { name: french('practice.tour.continue') }).click()
  await hold(resumed, '0/0')
  await press(resumed, 'redeem.confirm.take', { count: 1 })
  expect(await verdictOn(resumed)).toEqual({ word: 'OUI', look: 'yes-to-confirm' })
  await isExercise(resumed)
  expect(await findingsOn(resumed)).toEqual([])
  await press(resumed, 'device.undo.do')
  await press(resumed, 'redeem.next')
  await hold(resumed, '1/0')
  expect(await verdictOn(resumed)).toEqual({ word: 'NON', look: 'no' })
  await isExercise(resumed)
  await press(resumed, 'redeem.next')
  await hold(resumed, '2/0')
  await press(resumed, 'redeem.confirm.take', { count: 1 })
  expect(await verdictOn(resumed)).toEqual({ word: 'NOTÉ', look: 'noted' })
  await press(resumed, 'verdict.deferral.decline')
  await resumed
    .getByRole('link', { name: french('practice.banner.tour') })
    .filter({ visible: true })
    .click()
  await resumed.getByRole('heading', { name: french('practice.tour.finished') }).waitFor()
  expect(await resumed.locator('.tour [data-done]').count()).toBe(5)
})

test('[T234] without a network the exercise has the lost pass and the letter, whose paper and code say what they are', async () => {
  const page = tablet.page()
  await page.goto(`${server.address}/practice`)
  await page.getByRole('link', { name: french('practice.free.lost') }).click()
  await hold(page, '0/0')
  await isExercise(page)
  await page.getByText(french('lost.why.stolen'), { exact: true }).click()
  await press(page, 'lost.block.do')
  await page.getByRole('heading', { name: french('lost.blocked.title') }).waitFor()
  await isExercise(page)
  await press(page, 'lost.replace.do')
  await hold(page, '1/0')
  await page.getByText(french('handover.refused.already-handed-over')).waitFor()
  await press(page, 'lost.replace.no')
  await page.goto(`${server.address}/practice/redeem`)
  await hold(page, '0/0')
  expect(await verdictOn(page)).toEqual({ word: 'NON', look: 'no' })
  await page.goto(`${server.address}/practice/lost`)
  await hold(page, '0/0')
  await press(page, 'lost.unblock.do')
  await page.getByRole('heading', { name: french('lost.unblock.done') }).waitFor()

  await page.goto(`${server.address}/practice`)
  await page.getByRole('link', { name: french('practice.free.letter') }).click()
  await hold(page, '0/0')
  await page.locator('.language-tile', { has: page.locator('.autonym[lang="fr"]') }).click()
  await page.locator('.paper .letter-place').first().waitFor()
  await isExercise(page)
  expect(await findingsOn(page)).toEqual([])
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  expect(pagesOf(pdf)).toBe(1)
  expect(textOnPaper(pdf)).toContain(french('paper.letter.training').normalize('NFKC'))
  const [code = ''] = codesOnPaper(pdf, 150)
  expect(code.startsWith(`${server.address}/practice#`)).toBe(true)
})

test('[T261] without a network the exercise has the stock: a box is received and counted on the real screens, its note says what it is, and the real stock is as it was', async () => {
  const page = tablet.page()
  await page.goto(`${server.address}/practice`)
  await press(page, 'practice.again.do')
  await press(page, 'practice.again.yes')
  await page.getByRole('link', { name: french('practice.free.stock') }).click()
  await page.getByText(french('stock.total', { count: 4, written: 4 })).waitFor()
  await isExercise(page)
  await page.getByRole('link', { name: french('stock.do.reception'), exact: true }).click()
  await press(page, 'stock.scan.do')
  await hold(page, '3/0')
  await page.getByRole('heading', { name: french('stock.scan.last') }).waitFor()
  await hold(page, '5/0')
  expect(await page.getByLabel(french('stock.field.last')).inputValue()).toBe('0-6')
  await page.getByLabel(french('stock.field.counted')).fill('3')
  await press(page, 'stock.sign.go')
  await page
    .getByRole('button', { name: french('stock.sign.tap-of', { who: french('stock.sign.giver') }) })
    .click()
  await isExercise(page)
  await press(page, 'stock.save.reception')
  await page.getByRole('heading', { name: french('stock.saved.title') }).waitFor()
  expect(await page.getByText(french('stock.discrepancy.title')).count()).toBe(0)

  await page.getByRole('link', { name: french('stock.note.open'), exact: true }).click()
  await page.getByText(french('stock.note.exercise')).waitFor()
  const pdf = await page.pdf({ format: 'A4', printBackground: true })
  expect(pagesOf(pdf)).toBe(1)
  expect(textOnPaper(pdf)).toContain(french('stock.note.exercise').normalize('NFKC'))

  await page.goto(`${server.address}/practice/stock/count/0`)
  for (const pass of [0, 3, 4]) {
    await hold(page, `${pass}/0`)
    const name = `0-${pass + 1}`
    await page.getByText(french('stock.count.counted', { name })).first().waitFor()
  }
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'stock.count.compare')
  await page.getByText(french('stock.count.missing', { count: 1 })).waitFor()
  await press(page, 'stock.count.save')
  await page.getByRole('heading', { name: french('stock.count.saved') }).waitFor()
  await isExercise(page)

  await page.goto(`${server.address}/stock`)
  await page.getByText(french('stock.total', { count: 29, written: 29 })).waitFor()
  expect(await page.getByRole('link', { name: frenchPattern('stock.note.open-of') }).count()).toBe(0)
})

test('[T142] a real pass in front of the exercise is not taken, and outside everything is as it was', async () => {
  const page = tablet.page()
  await page.goto(`${server.address}/practice/redeem`)
  await typeNumber(page, cardAt(0).number)
  await page.getByRole('heading', { name: french('practice.other-pass.title') }).waitFor()
  await page
    .getByRole('link', { name: french('practice.banner.leave') })
    .first()
    .click()
  await page.locator('.last-act').waitFor()
  expect(await page.locator('.practice-word').count()).toBe(0)

  await page.goto(`${server.address}/journal`)
  await page.locator('.entry').first().waitFor()
  expect(await page.locator('.entry').count()).toBe(1)
  await server.restart()
  await networkReturns(tablet)
  await page.locator('[data-kind="redemption"][data-outcome="waiting"]').waitFor()
  const { acts } = await manager.read<ManagedActs>('acts')
  expect(acts.map(({ kind }) => kind).toSorted()).toEqual(['redemption'])
  expect(tablet.faults).toEqual([])
})

test('[T146] a printed sheet of exercise passes is read by zbar, taken in the exercise, and said to be one everywhere else', async () => {
  const page = tablet.page()
  await page.goto(`${server.address}/practice`)
  await page.getByRole('link', { name: french('practice.sheet.do') }).click()
  await page.locator('.practice-sheet > li').first().waitFor()
  const passes = await page.locator('.practice-sheet > li').count()
  expect(await findingsOn(page)).toEqual([])
  const pdf = await page.pdf({ format: 'A4', printBackground: true })
  const paper = textOnPaper(pdf)
  expect(paper.split(french('practice.word').normalize('NFKC')).length - 1).toBeGreaterThanOrEqual(passes)
  expect(pagesOf(pdf)).toBe(1)
  const codes = codesOnPaper(pdf, 300)
  expect(codes).toHaveLength(passes)
  const tokens = codes.map((text) => ({ text, read: parsePassCode(text) }))
  const fresh = tokens.find(({ read }) => read.ok && read.value.code.pass > practicePasses.doubtful)
  if (!fresh) throw new Error('no pass to take')
  expect(fresh.text.startsWith(`${server.address}/practice#`)).toBe(true)

  await page.goto(`${server.address}/practice/redeem`)
  await page.getByRole('button', { name: french('scan.type') }).waitFor()
  await pressAsReader(page, fresh.text, 'american')
  await press(page, 'redeem.confirm.take', { count: 1 })
  await isExercise(page)
  await page.locator('main.verdict').waitFor()
  expect((await verdictOn(page)).look).not.toBe('unread')

  await page.goto(`${server.address}/redeem`)
  await page.getByRole('button', { name: french('scan.type') }).waitFor()
  await pressAsReader(page, fresh.text, 'american')
  await page.getByText(french('verdict.refused.training-pass.reason')).first().waitFor()
  expect(await verdictOn(page)).toEqual({ word: 'NON', look: 'no' })
  await page.goto(`${server.address}/handover`)
  await page.getByText(french('handover.hint')).waitFor()
  await pressAsReader(page, fresh.text, 'american')
  await page.getByText(french('handover.refused.training-pass')).first().waitFor()

  const telephone = await tablet.context().newPage()
  await telephone.goto(fresh.text)
  await telephone.getByRole('heading', { name: french('practice.exercise-pass.title') }).waitFor()
  expect(await findingsOn(telephone)).toEqual([])
  await telephone.close()
  expect(tablet.faults).toEqual([])
})

/** A tap on a mock pass holds it before the camera. */
async function hold(page: Page, code: string): Promise<void> {
  await page.locator(`[data-code="${code}"]`).filter({ visible: true }).click()
}

/** Nobody can take the screen for a real one. */
async function isExercise(page: Page): Promise<void> {
  const word = page.locator('.practice-word').filter({ visible: true })
  await word.waitFor()
  expect(await word.textContent()).toBe(french('practice.word'))
  const stripes = await page.evaluate(() => {
    const shell = document.querySelector('.practice')
    return shell ? getComputedStyle(shell, '::after').borderImageSource : ''
  })
  expect(stripes).toContain('repeating-linear-gradient')
}
