import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ManagedCases } from '#protocol/manage/cases.ts'
import type { ManagedStock } from '#protocol/manage/stock.ts'
import { textOnPaper } from '#tests/support/printed-words.ts'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { knows } from './at-counter.ts'
import { enrolByLink, giveOnScreen, networkReturns, press, typeNumber, waitUntilSent } from './desk.ts'
import { findingsOn } from './findings.ts'
import { journeyProgramme } from './journey-programme.ts'
import { cardOf, enrolManager, type Manager, type Printed } from './enrol-manager.ts'
import { draftRows, drafts, keptDraft, putRows, untilNoDraft } from './stored.ts'
import { french, frenchPattern } from './words.ts'

let server: ServerProcess
let manager: Manager
let office: Tablet
let desk: Tablet
let cards: readonly Printed[]
let moved: readonly Printed[]
let unopened: readonly Printed[]

beforeAll(async () => {
  const ordered = { delivered: false }
  const batches = [{ number: 1 }, { number: 2, ...ordered }, { number: 3, ...ordered }]
  server = await startServer({ programme: journeyProgramme(batches, {}, true), store: 'postgres' })
  manager = await enrolManager(server)
  cards = await manager.print(1, 6)
  moved = await manager.print(2, 13)
  unopened = await manager.print(3, 1)
})

beforeAll(async () => {
  ;[office, desk] = await Promise.all([
    openTablet(server.address, { viewport: { width: 1280, height: 900 } }),
    openTablet(server.address),
  ])
  await enrolByLink(office.page(), await manager.linkFor('house', 'manager'), 'Bureau')
  await enrolByLink(desk.page(), await manager.linkFor('house'), 'Accueil')
  await desk.page().goto(server.address)
  await waitUntilSent(desk.page())
})

afterAll(async () => {
  await Promise.all([office?.close(), desk?.close()])
  await server?.stop()
})

test('[T130][T188] without a network a box is received and the covers are counted; once sent, the manager reads both, and who holds what', async () => {
  const page = desk.page()
  await server.kill()
  await page.goto(server.address)
  await page.getByRole('link', { name: french('home.role.stock'), exact: true }).click()
  await page.getByText(french('stock.total', { count: 29, written: 29 })).waitFor()
  expect(await findingsOn(page)).toEqual([])

  await follow(page, 'stock.do.reception')
  await press(page, 'stock.sign.go')
  await page.getByText(french('stock.faults.no-series')).waitFor()
  await fill(page, { first: '1-1', last: '29', counted: '28', missing: '29' })
  expect(await findingsOn(page)).toEqual([])
  await expect.poll(() => keptDraft(page), { timeout: 20_000 }).toContain('"missing":"29"')
  await page.reload()
  await expect.poll(() => page.getByLabel(french('stock.field.missing')).inputValue()).toBe('29')
  await press(page, 'stock.sign.go')
  await press(page, 'stock.save.reception')
  await page.getByRole('heading', { name: french('stock.saved.title') }).waitFor()
  await page.getByText(french('stock.sign.none')).waitFor()
  await untilNoDraft(page)
  expect(await page.getByText(french('stock.discrepancy.title')).count()).toBe(0)
  await press(page, 'stock.saved.done')
  await page.getByText(french('stock.total', { count: 28, written: 28 })).waitFor()

  await follow(page, 'stock.count.do', { batch: 1 })
  await typeNumber(page, cardOf(cards, 0).number)
  await page
    .getByText(french('stock.count.counted', { name: '1-1' }))
    .first()
    .waitFor()
  await typeNumber(page, cardOf(cards, 0).number)
  await page
    .getByText(french('stock.count.twice', { name: '1-1' }))
    .first()
    .waitFor()
  await page.getByLabel(french('stock.count.boxes')).fill('2…27')
  await page.getByText(french('stock.count.so-far', { counted: 27, due: 28 })).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'stock.count.compare')
  await page.getByText(french('stock.count.missing', { count: 1 })).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'stock.count.save')
  await page.getByRole('heading', { name: french('stock.count.saved') }).waitFor()
  await press(page, 'stock.count.lose', { series: '1-28' })
  await page.locator('main strong').getByText(french('stock.count.lost')).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'stock.saved.done')
  await page.getByText(french('stock.total', { count: 27, written: 27 })).waitFor()
  expect(await findingsOn(page)).toEqual([])

  await server.restart()
  await networkReturns(desk)
  await waitUntilSent(page)
  const { counts, places, oddReceptions } = await manager.read<ManagedStock>('stock')
  expect(places).toMatchObject([{ structure: 'house', passes: 27 }])
  expect(counts).toMatchObject([{ counted: 27, due: 28, missing: [{ from: 27, to: 27 }], unexpected: [] }])
  expect(oddReceptions).toEqual([])

  const manage = office.page()
  await manage.goto(`${server.address}/manage`)
  await manage.getByRole('link', { name: french('manage.nav.stock'), exact: true }).click()
  await manage.getByText('1-1…27').waitFor()
  await manage.getByText(french('manage.stock.discrepancies.none')).waitFor()
  await manage.getByRole('cell', { name: '1-28' }).waitFor()
  expect(await findingsOn(manage)).toEqual([])
  await follow(manage, 'manage.stock.account.link')
  await manage.getByRole('row', { name: frenchPattern('manage.stock.account.total') }).waitFor()
  expect(await findingsOn(manage)).toEqual([])
  const paper = textOnPaper(await manage.pdf({ format: 'A4', landscape: true, preferCSSPageSize: false }))
  expect(paper).toContain(french('manage.stock.account.accountant').normalize('NFKC'))
})

test('[T131] without a network, passes that are not here are said to be elsewhere, with what to do; the act is kept, and the manager sees it', async () => {
  const page = desk.page()
  await server.kill()
  await page.goto(`${server.address}/stock`)
  await follow(page, 'stock.do.damage')
  await press(page, 'stock.scan.do')
  await typeNumber(page, cardOf(cards, 2).number)
  await page.getByRole('heading', { name: french('stock.scan.last') }).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await typeNumber(page, cardOf(cards, 4).number)
  const last = page.getByLabel(french('stock.field.last'))
  await expect.poll(() => last.inputValue()).toBe('1-5')
  await last.fill('30')
  await press(page, 'stock.save.damage')
  await page.getByRole('heading', { name: french('stock.saved.title') }).waitFor()
  await page.getByText(frenchPattern('stock.discrepancy.printer')).waitFor()
  await page.getByText(french('stock.discrepancy.kept')).waitFor()
  expect(await findingsOn(page)).toEqual([])

  await server.restart()
  await networkReturns(desk)
  await waitUntilSent(page)
  await press(page, 'stock.saved.done')
  await page.getByText(frenchPattern('device.reason.not-held')).first().waitFor({ timeout: 90_000 })
  const manage = office.page()
  await manage.goto(`${server.address}/manage/stock`)
  await manage.getByRole('rowheader', { name: '1-28…29' }).waitFor()
  await manage.getByText(french('manage.stock.discrepancies.text')).waitFor()
  expect(await findingsOn(manage)).toEqual([])
})

test('[T132] the note of a movement prints on paper, with the series and two boxes to sign', async () => {
  const page = desk.page()
  await page.goto(`${server.address}/stock`)
  await page
    .getByRole('link', {
      name: french('stock.note.open-of', { series: french('stock.series', { from: '1-3', to: '1-30' }) }),
    })
    .click()
  await page.getByRole('heading', { name: french('stock.note.damage') }).waitFor()
  expect(await findingsOn(page)).toEqual([])
  const paper = textOnPaper(await page.pdf({ format: 'A4' }))
  for (const said of ['Maison des jeunes', '1-30', french('stock.note.giver'), french('stock.note.receiver')])
    expect(paper).toContain(said.normalize('NFKC'))
})

test('[T144] without a network both hands sign a box; the printed note shows both, and once sent the manager sees them', async () => {
  const page = desk.page()
  await server.kill()
  await page.goto(`${server.address}/stock`)
  await follow(page, 'stock.do.return')
  await fill(page, { first: '1-10', last: '19' })
  await press(page, 'stock.sign.go')
  await page.getByRole('heading', { name: french('stock.sign.title') }).waitFor()
  expect(await findingsOn(page)).toEqual([])
  const giver = page.getByRole('img', { name: padOf('giver') })
  await draw(page, giver, [[0.5, 0.5]])
  await page.getByText(french('stock.sign.none')).waitFor()
  await press(page, 'stock.sign.clear-of', { who: french('stock.sign.giver') })
  await draw(page, giver, zigzag)
  await page.getByText(french('stock.sign.only-giver')).waitFor()
  const tap = page.getByRole('button', {
    name: french('stock.sign.tap-of', { who: french('stock.sign.receiver') }),
  })
  await tap.focus()
  await page.keyboard.press('Enter')
  await page.getByText(french('stock.sign.both')).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'stock.save.return')
  await page.getByRole('heading', { name: french('stock.saved.title') }).waitFor()
  await page.getByText(french('stock.sign.both')).waitFor()

  desk.kill()
  const again = await desk.reopen()
  await again.goto(`${server.address}/stock`)
  const series = french('stock.series', { from: '1-10', to: '1-19' })
  await again.getByRole('link', { name: french('stock.note.open-of', { series }) }).click()
  await again.getByRole('img', { name: french('stock.sign.drawn') }).waitFor()
  expect(await again.getByText(french('stock.sign.tapped')).count()).toBe(1)
  const path = await again.locator('.signature path').getAttribute('d')
  expect(path?.split('L')).toHaveLength(zigzag.length)
  expect(await findingsOn(again)).toEqual([])
  const paper = textOnPaper(await again.pdf({ format: 'A4' }))
  expect(paper).toContain(french('stock.sign.tapped').normalize('NFKC'))
  expect(paper).not.toContain(french('stock.note.print').normalize('NFKC'))

  await server.restart()
  await networkReturns(desk)
  await waitUntilSent(again)
  const manage = office.page()
  await manage.goto(`${server.address}/manage/stock`)
  const row = manage
    .getByRole('row', { name: '1-10…19' })
    .filter({ hasText: french('manage.stock.notes.tap') })
  await row.getByRole('img', { name: french('manage.stock.notes.drawn') }).waitFor()
  expect(await row.locator('.signature path').getAttribute('d')).toBe(path)
  expect(await findingsOn(manage)).toEqual([])
  const { notes } = await manager.read<ManagedStock>('stock')
  expect(notes.map(({ kind, giver, receiver }) => [kind, giver.way, receiver.way])).toEqual([
    ['return', 'drawn', 'tap'],
    ['reception', null, null],
  ])
})

test('[T145] the app dies in the middle of a count: what was scanned is there again until it is written down', async () => {
  const page = desk.page()
  await server.kill()
  await page.goto(`${server.address}/stock/count/1`)
  await typeNumber(page, cardOf(cards, 0).number)
  await page.getByText(french('stock.count.so-far', { counted: 1, due: 2 })).waitFor()
  await page.getByLabel(french('stock.count.boxes')).fill('4…6')
  await expect.poll(() => keptDraft(page), { timeout: 20_000 }).toContain('4…6')
  desk.kill()

  const again = await desk.reopen()
  await again.goto(`${server.address}/stock/count/1`)
  await again.getByText(french('stock.count.resumed', { count: 1 })).waitFor()
  await again.getByText(french('stock.count.so-far', { counted: 4, due: 2 })).waitFor()
  expect(await findingsOn(again)).toEqual([])
  await again.getByRole('button', { name: french('stock.title') }).click()
  // Two passes are left.
  await again.getByText(french('stock.low.title')).waitFor()
  await follow(again, 'stock.count.do', { batch: 1 })
  await again.getByText(french('stock.count.so-far', { counted: 4, due: 2 })).waitFor()
  await typeNumber(again, cardOf(cards, 0).number)
  await again
    .getByText(french('stock.count.twice', { name: '1-1' }))
    .first()
    .waitFor()
  await press(again, 'stock.count.compare')
  await press(again, 'stock.count.save')
  await again.getByRole('heading', { name: french('stock.count.saved') }).waitFor()
  await expect.poll(() => keptDraft(again), { timeout: 20_000 }).toBe('[]')
  await again.goto(`${server.address}/stock/count/1`)
  await again.getByText(french('stock.count.so-far', { counted: 0, due: 2 })).waitFor()

  await server.restart()
  await networkReturns(desk)
  await waitUntilSent(again)
  const { counts } = await manager.read<ManagedStock>('stock')
  expect(counts).toMatchObject([{ counted: 4 }])
})

test('[T231] without a network ten passes go to another place, which receives them with a spoiled one; once both are sent, each desk and the manager say the same', async () => {
  await manager.open(2)
  await manager.deliver(2, 'house', 29)
  const page = desk.page()
  await page.goto(`${server.address}/stock`)
  await networkReturns(desk)
  await holds(page, 31)
  // The office's browser is the desk of the other place too: by now its first head says where the passes are.
  const other = office.page()
  await enrolByLink(other, await manager.linkFor('library'), 'Prêt')
  await other.goto(`${server.address}/stock`)
  await other.getByText(french('stock.none')).waitFor()
  await server.kill()

  await follow(page, 'stock.do.transfer')
  await fill(page, { first: '2-1', last: '10' })
  await press(page, 'stock.sign.go')
  await page.getByText(french('stock.faults.choose')).waitFor()
  await page.getByLabel(french('stock.field.other')).selectOption({ label: 'Médiathèque · Paris' })
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'stock.sign.go')
  await press(page, 'stock.save.transfer')
  await page.getByRole('heading', { name: french('stock.saved.title') }).waitFor()
  expect(await page.getByText(french('stock.discrepancy.title')).count()).toBe(0)
  await press(page, 'stock.saved.done')
  await holds(page, 21)
  expect(await page.getByText(french('stock.low.title')).count()).toBe(0)

  await follow(other, 'stock.do.reception')
  await other.getByLabel(french('stock.field.sender')).selectOption({ label: 'Maison des jeunes · Paris' })
  await fill(other, { first: '2-1', last: '10', counted: '10', damaged: '3' })
  await press(other, 'stock.sign.go')
  await press(other, 'stock.save.reception')
  await other.getByRole('heading', { name: french('stock.saved.title') }).waitFor()
  expect(await other.getByText(french('stock.discrepancy.title')).count()).toBe(0)
  await press(other, 'stock.saved.done')
  await holds(other, 9)
  await other.getByText(french('stock.low.title')).waitFor()
  expect(await findingsOn(other)).toEqual([])

  await server.restart()
  for (const tablet of [desk, office]) {
    await networkReturns(tablet)
    await waitUntilSent(tablet.page())
  }
  const { places, discrepancies, oddReceptions } = await manager.read<ManagedStock>('stock')
  const heldOf = (structure: string) =>
    places.find((place) => place.structure === structure)?.held.find(({ batch }) => batch === 2)?.series
  expect(heldOf('house')).toEqual([{ from: 10, to: 28 }])
  expect(heldOf('library')).toEqual([
    { from: 0, to: 1 },
    { from: 3, to: 9 },
  ])
  expect(discrepancies.filter(({ batch }) => batch === 2)).toEqual([])
  expect(oddReceptions).toEqual([])
  const account = places.find(({ structure }) => structure === 'library')?.account
  expect(account).toMatchObject({ received: 10, damaged: 1, closing: 9 })
  await page.goto(`${server.address}/stock`)
  await holds(page, 21)
})

test('[T232][T188] without a network passes are lost and one is found again; the app that dies over the loss does not ask for it twice; the manager and a venue know which', async () => {
  const page = desk.page()
  await server.kill()
  await page.goto(`${server.address}/stock`)
  await follow(page, 'stock.do.loss')
  await fill(page, { first: '2-11', last: '12' })
  await expect.poll(() => keptDraft(page), { timeout: 20_000 }).toContain('"last":"12"')
  const kept = await draftRows(page)
  await press(page, 'stock.save.loss')
  await page.getByRole('heading', { name: french('stock.saved.title') }).waitFor()
  await page.getByText(french('stock.saved.mistake')).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await untilNoDraft(page)
  // It died before it had forgotten the form: what it says is written down.
  await putRows(page, drafts.table, kept)
  await page.goto(`${server.address}/stock/loss`)
  await page.getByRole('heading', { name: french('stock.saved.title') }).waitFor()
  await untilNoDraft(page)
  await press(page, 'stock.saved.done')
  await holds(page, 19)

  await follow(page, 'stock.do.found')
  await fill(page, { first: '2-12' })
  await press(page, 'stock.save.found')
  await page.getByRole('heading', { name: french('stock.saved.title') }).waitFor()
  expect(await page.getByText(french('stock.discrepancy.title')).count()).toBe(0)
  await press(page, 'stock.saved.done')
  await holds(page, 20)

  await server.restart()
  await networkReturns(desk)
  await waitUntilSent(page)
  const { places } = await manager.read<ManagedStock>('stock')
  const house = places.find(({ structure }) => structure === 'house')
  expect(house?.held.find(({ batch }) => batch === 2)?.series).toEqual([{ from: 11, to: 28 }])
  expect(house?.account).toMatchObject({ found: 1 })
  await knows(office, cardOf(moved, 10), 'no')
  await knows(office, cardOf(moved, 11), 'asks')
})

test('[T230] without a network a lost pass, one of another place and one of a batch that is not opened are given and flagged, never refused', async () => {
  const page = desk.page()
  await knows(desk, cardOf(moved, 10), 'no')
  await server.kill()
  const stray = [
    [cardOf(moved, 10), 'not-delivered'],
    [cardOf(moved, 4), 'not-announced'],
    [cardOf(unopened, 0), 'not-opened'],
  ] as const
  for (const [card, why] of stray) {
    await page.goto(`${server.address}/handover`)
    await typeNumber(page, card.number)
    await page.getByRole('heading', { name: french('handover.box.title') }).waitFor()
    await page.getByText(french(`handover.box.${why}`)).waitFor()
    expect(await findingsOn(page)).toEqual([])
    await press(page, 'handover.box.yes')
    await giveOnScreen(page)
    await page.getByText(french(`handover.flag.${why}`)).waitFor()
    const works = await page.getByText(french('handover.done.active')).count()
    expect(works === 0).toBe(why === 'not-opened')
    expect(await findingsOn(page)).toEqual([])
  }

  await server.restart()
  await networkReturns(desk)
  await waitUntilSent(page)
  const { cases } = await manager.read<ManagedCases>('cases')
  const flagged = cases.filter(({ side }) => side?.act.kind === 'handover')
  expect(flagged.map(({ kind, reason }) => [kind, reason]).toSorted()).toEqual(
    stray.map(([, why]) => ['flagged', why]).toSorted(),
  )
  const manage = office.page()
  await manage.goto(`${server.address}/manage/cases`)
  for (const [, why] of stray) {
    await manage
      .getByText(french(`manage.reasons.${why}`))
      .first()
      .waitFor()
  }
  await knows(office, cardOf(moved, 10), 'asks')
  await knows(office, cardOf(unopened, 0), 'no')
  await manager.open(3)
  await knows(office, cardOf(unopened, 0), 'asks')
})

test('[T15] none of it asked another host or broke the security policy', () => {
  expect([...office.faults, ...desk.faults]).toEqual([])
})

async function holds(page: Page, count: number): Promise<void> {
  const total = page.getByText(french('stock.total', { count, written: count }))
  await total.waitFor({ timeout: 90_000 })
}

const zigzag = Array.from({ length: 12 }, (_, at) => [0.1 + at * 0.07, at % 2 === 0 ? 0.3 : 0.7] as const)

function padOf(hand: 'giver' | 'receiver'): string {
  return french('stock.sign.pad', { who: french(`stock.sign.${hand}`) })
}

/** A hand puts a pen down, goes through these places of the pad, and lifts it. */
async function draw(
  page: Page,
  paper: Locator,
  places: readonly (readonly [number, number])[],
): Promise<void> {
  await paper.scrollIntoViewIfNeeded()
  const box = await paper.boundingBox()
  if (!box) throw new Error('no pad')
  for (const [at, [x, y]] of places.entries()) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height)
    if (at === 0) await page.mouse.down()
  }
  await page.mouse.up()
}

async function follow(page: Page, key: string, values = {}): Promise<void> {
  await page.getByRole('link', { name: french(key, values), exact: true }).click()
}

async function fill(page: Page, said: Readonly<Record<string, string>>): Promise<void> {
  for (const [field, text] of Object.entries(said)) {
    await page.getByLabel(french(`stock.field.${field}`)).fill(text)
  }
}
