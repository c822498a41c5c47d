import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ManagedCases } from '#protocol/manage/cases.ts'
import type { ManagedPass } from '#protocol/manage/passes.ts'
import { rewriteLast } from '#tests/support/rewrite-entry.ts'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { enrolByLink, networkGoes, networkReturns, press, takeByNumber, waitUntilSent } from './desk.ts'
import { findingsOn } from './findings.ts'
import { journeyProgramme } from './journey-programme.ts'
import { cardOf, enrolManager, type Manager, type Printed } from './enrol-manager.ts'
import { knows } from './at-counter.ts'
import { french } from './words.ts'

let server: ServerProcess
let manager: Manager
let office: Tablet
let venue: Tablet
let cards: readonly Printed[]

beforeAll(async () => {
  server = await startServer({ programme: journeyProgramme([{ number: 1, units: 1 }, { number: 2 }]) })
  manager = await enrolManager(server)
  office = await openTablet(server.address)
  venue = await openTablet(server.address)
  await enrolByLink(office.page(), await manager.linkFor('house', 'manager'), 'Bureau')
  cards = [...(await manager.print(1, 2)), ...(await manager.print(2, 6))]
  await manager.handOut(cards.filter((_, at) => at < 5))
})

afterAll(async () => {
  await Promise.all([office?.close(), venue?.close()])
  await server?.stop()
})

test('[T40] two devices take the last unit: the manager closes the case with a reason, which lifts the watch and is read at the venue', async () => {
  const card = cardOf(cards, 0)
  await enrolByLink(venue.page(), await manager.linkFor('library'), 'Accueil')
  await venue.page().goto(`${server.address}/redeem`)
  await waitUntilSent(venue.page())
  const other = await manager.enrolDesk('house')
  await server.kill()
  expect(await takeByNumber(venue.page(), card.number)).toEqual({ word: 'OUI', look: 'yes-to-confirm' })
  await press(venue.page(), 'redeem.next')
  other.redeem(card.code, 'first-steps', card.proof)
  await networkGoes(venue)
  await server.restart()
  await other.push()
  await networkReturns(venue)
  await waitUntilSent(venue.page())
  expect(await passOf(card)).toMatchObject({ state: 'watch' })

  const page = office.page()
  await page.goto(`${server.address}/manage/cases`)
  await page.getByRole('heading', { name: french('manage.cases.kinds.honoured') }).waitFor()
  await press(page, 'manage.decide.do.close')
  await press(page, 'manage.decide.yes.close')
  await page.getByText(french('manage.reason.missing')).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await reason(page, 'Deux guichets le même jour, sans faute de votre part.')
  await press(page, 'manage.decide.yes.close')
  await page.getByText(french('manage.decide.result.close')).last().waitFor()
  await page
    .getByRole('heading', { name: french('manage.cases.kinds.honoured') })
    .waitFor({ state: 'detached' })
  await page.locator('.notice').getByRole('link').click()
  await page.getByRole('heading', { name: french('manage.pass-page.decisions') }).waitFor()
  await page.getByText('Deux guichets le même jour').waitFor()

  expect(await passOf(card)).toMatchObject({ state: 'active' })
  await readsWords('Deux guichets le même jour, sans faute de votre part.')
})

test('[T41] what a revoked tablet did is paid by a decision, and leaves the list', async () => {
  const card = cardOf(cards, 2)
  const lost = await manager.enrolDesk('library')
  lost.redeem(card.code, 'first-steps', card.proof)
  await manager.revoke('desk of library')
  await lost.push()
  const before = (await manager.account('library')).payableCents

  const page = office.page()
  await page.goto(`${server.address}/manage/cases`)
  await page.getByRole('heading', { name: french('manage.cases.kinds.held') }).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'manage.decide.do.pay')
  await reason(page, 'Tablette retrouvée, encaissement confirmé par téléphone.')
  await press(page, 'manage.decide.yes.pay')
  await page.getByText(french('manage.decide.result.covered')).last().waitFor()
  await page.getByText(french('manage.cases.nothing')).waitFor()
  expect((await manager.account('library')).payableCents).toBe(before + 1000)
})

test('[T85] on the page of its pass a decision is changed with a reason, and the former one stays in the history', async () => {
  const paid = (await manager.account('library')).payableCents
  const page = await openPass(cardOf(cards, 2))
  await press(page, 'manage.decide.again')
  await page.getByText(french('manage.decide.again-text')).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'manage.decide.do.refuse')
  await reason(page, 'La personne n’était pas là.')
  await press(page, 'manage.decide.yes.refuse')
  await page.getByText(french('manage.decide.result.disputed')).last().waitFor()
  await page.getByText('La personne n’était pas là.').waitFor()
  await page.getByText('Tablette retrouvée, encaissement confirmé').waitFor()
  expect((await manager.account('library')).payableCents).toBe(paid - 1000)
})

test('[T42] a block made on the page of a pass reaches a venue, which says NO until it is lifted', async () => {
  const card = cardOf(cards, 3)
  const page = await openPass(card)
  await press(page, 'manage.block.do.block')
  await reason(page, 'Carnet perdu, dit au téléphone.')
  await press(page, 'manage.block.yes.block')
  await page.getByText(french('manage.block.result.blocked')).last().waitFor()
  await page.getByRole('button', { name: french('manage.block.do.unblock') }).waitFor()
  await page.getByText('Carnet perdu, dit au téléphone.').waitFor()
  await knows(venue, card, 'no')

  await press(page, 'manage.block.do.unblock')
  await reason(page, 'Carnet retrouvé.')
  await press(page, 'manage.block.yes.unblock')
  await page.getByText(french('manage.block.result.unblocked')).last().waitFor()
  expect(await passOf(card)).toMatchObject({ state: 'active' })
})

test('[T43] a contest by the person holds the money of a line, until it is dismissed', async () => {
  const card = cardOf(cards, 4)
  const desk = await manager.enrolDesk('house')
  desk.redeem(card.code, 'first-steps', card.proof)
  await desk.push()
  const paid = (await manager.account('house')).payableCents

  const page = await openPass(card)
  await press(page, 'manage.contest.do')
  await reason(page, 'Je n’étais pas là ce jour-là.')
  await press(page, 'manage.contest.yes')
  await page.getByText(french('manage.contest.by-missing')).waitFor()
  await page.getByText(french('manage.contest.who.person'), { exact: true }).click()
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'manage.contest.yes')
  await page.getByText(french('manage.contest.done')).last().waitFor()
  expect((await manager.account('house')).payableCents).toBe(paid - 1000)

  await page.goto(`${server.address}/manage/cases`)
  await page.getByRole('heading', { name: french('manage.cases.kinds.contested') }).waitFor()
  await press(page, 'manage.decide.do.dismiss')
  await reason(page, 'La feuille du lieu est signée.')
  await press(page, 'manage.decide.yes.dismiss')
  await page.getByText(french('manage.decide.result.covered')).last().waitFor()
  expect((await manager.account('house')).payableCents).toBe(paid)
  expect((await manager.read<ManagedCases>('cases')).cases).toEqual([])
})

test('[T44] a pass takes the place of another by its number; an act is voided with words, each refusal is a sentence', async () => {
  const [former, newer] = [cardOf(cards, 4), cardOf(cards, 5)]
  const page = await openPass(former)
  await press(page, 'manage.replace.do')
  await page.getByLabel(french('manage.replace.number')).last().fill(former.number)
  await press(page, 'manage.replace.find')
  await reason(page, 'Carnet abîmé.')
  await press(page, 'manage.replace.yes')
  await page.getByText(french('manage.replace.refused.not-alike')).last().waitFor()
  await press(page, 'manage.reason.leave')

  await press(page, 'manage.replace.do')
  await page.getByLabel(french('manage.replace.number')).last().fill(newer.number)
  await press(page, 'manage.replace.find')
  await reason(page, 'Carnet abîmé.')
  await press(page, 'manage.replace.yes')
  await page.getByText(french('manage.replace.not-newest')).waitFor()
  expect(await passOf(former)).toMatchObject({ state: 'closed' })

  await press(page, 'manage.void.do')
  await reason(page, 'Encaissé par erreur.')
  await press(page, 'manage.void.yes')
  await page.getByText(french('manage.void.done')).last().waitFor()
  expect(await findingsOn(page)).toEqual([])
  expect(await passOf(newer)).toMatchObject({ used: 0, state: 'active' })
  expect([...office.faults, ...venue.faults]).toEqual([])
})

test('[T237] a manager who replaces a pass that nobody is known to have reads that a place hands the new one out', async () => {
  const [former, newer] = [cardOf(cards, 6), cardOf(cards, 7)]
  const page = await openPass(former)
  await press(page, 'manage.replace.do')
  await page.getByLabel(french('manage.replace.number')).last().fill(newer.number)
  await press(page, 'manage.replace.find')
  const names = { former: named(former), newer: named(newer) }
  await page.getByText(french('manage.replace.with-nobody', names)).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await reason(page, 'Page de garde tachée.')
  await press(page, 'manage.replace.yes')
  await page.getByText(french('manage.replace.not-newest')).waitFor()
  expect(await passOf(newer)).toMatchObject({ handedOver: false })
})

test('[K361] more cases than a page come at a press, and one that is decided there leaves the others where they are', async () => {
  const house = await manager.enrolDesk('house')
  for (let reported = 0; reported < 55; reported++) {
    house.act('incident', { what: 'clock-set-back', previous: null, detail: 'three hours' })
  }
  await house.push()
  const page = office.page()
  await page.goto(`${server.address}/manage/cases`)
  const cases = page.locator('.manage-case')
  await cases.nth(49).waitFor()
  expect(await cases.count()).toBe(50)
  await press(page, 'manage.cases.older')
  await cases.nth(54).waitFor()
  await page.getByRole('button', { name: french('manage.cases.older') }).waitFor({ state: 'detached' })
  expect(await findingsOn(page)).toEqual([])

  const oldest = cases.last()
  await oldest.getByRole('button', { name: french('manage.decide.do.close') }).click()
  await reason(page, 'Vu avec le lieu.')
  await press(page, 'manage.decide.yes.close')
  await page.getByText(french('manage.decide.result.close')).last().waitFor()
  await cases.nth(54).waitFor({ state: 'detached' })
  expect(await cases.count()).toBe(54)
  expect((await manager.read<ManagedCases>('cases')).next).not.toBeNull()
})

test('[T246] a case shows the act on the other pass of its family, the block that its device could not know, and that the server lacks its data', async () => {
  const printed = await manager.print(1, 4, 2)
  const [former, newer, blocked, forgotten] = [0, 1, 2, 3].map((at) => cardOf(printed, at)) as Four
  await manager.handOut([former, blocked, forgotten])
  const early = await manager.enrolDesk('library')
  const late = await manager.enrolDesk('house')
  await manager.change(pathOf(former, 'replace'), { ...newer.code, why: 'Carnet abîmé.' })
  await manager.change(pathOf(blocked, 'block'), { why: 'Carnet volé, dit au téléphone.' })
  for (const { code, proof } of [newer, forgotten]) late.redeem(code, 'first-steps', proof)
  await late.push()
  for (const { code, proof } of [former, blocked, forgotten]) early.redeem(code, 'first-steps', proof)
  rewriteLast(early, { head: 99_999 })
  await early.push()

  const page = office.page()
  await page.goto(`${server.address}/manage/cases`)
  const caseOf = (card: Printed) =>
    page.locator('.manage-case', { has: page.getByRole('heading', { name: named(card) }) })
  await caseOf(former)
    .getByRole('link', { name: named(newer) })
    .waitFor()
  await caseOf(blocked).getByText('Blocage par le gestionnaire').waitFor()
  await caseOf(blocked).getByText('Carnet volé, dit au téléphone.').waitFor()
  await caseOf(forgotten).getByText(french('manage.cases.knew-lost')).waitFor()
  await caseOf(forgotten).getByText(french('manage.cases.other-side-lost')).waitFor()
  for (const card of [former, blocked, forgotten]) {
    expect(await caseOf(card).getByText(french('manage.cases.no-other')).count()).toBe(0)
  }
  expect(await findingsOn(page)).toEqual([])
})

test('[T247] a case of no pass says nothing of what its device knew of one', async () => {
  const house = await manager.enrolDesk('house')
  house.act('incident', { what: 'clock-set-back', previous: null, detail: 'three hours' })
  await house.push()
  const page = office.page()
  await page.goto(`${server.address}/manage/cases`)
  const incident = page.locator('.manage-case').first()
  await incident.getByText(french('manage.reasons.incident')).first().waitFor()
  await incident.getByText(french('manage.cases.this-side')).waitFor()
  for (const said of ['knew-nothing', 'other-side', 'no-other'] as const) {
    expect(await incident.getByText(french(`manage.cases.${said}`)).count()).toBe(0)
  }
})

type Four = [Printed, Printed, Printed, Printed]

function pathOf({ code }: Printed, act: 'replace' | 'block'): string {
  return `passes/${code.batch}/${code.pass}/${act}`
}

function passOf({ code }: Printed): Promise<ManagedPass> {
  return manager.read<ManagedPass>(`passes/${code.batch}/${code.pass}`)
}

async function openPass({ code }: Printed): Promise<Page> {
  const page = office.page()
  await page.goto(`${server.address}/manage/passes/${code.batch}/${code.pass}`)
  await page.locator('.manage-facts').waitFor()
  return page
}

function named({ code }: Printed): string {
  return french('manage.pass', { batch: code.batch, pass: code.pass + 1 })
}

async function reason(page: Page, why: string): Promise<void> {
  await page.getByLabel(french('manage.reason.label'), { exact: true }).fill(why)
}

/** What the venue's journal says after its next pull. */
async function readsWords(words: string): Promise<void> {
  const page = venue.page()
  await page.goto(`${server.address}/journal`)
  await networkReturns(venue)
  await page.getByText(french('device.outcome.said', { words })).waitFor({ timeout: 60_000 })
  expect(await findingsOn(page)).toEqual([])
}
