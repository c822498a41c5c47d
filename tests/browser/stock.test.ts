import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ManagedStock } from '#protocol/manage/stock.ts'
import { textOnPaper } from '#tests/support/printed-words.ts'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { enrolByLink, networkReturns, press, typeNumber, waitUntilSent } from './desk.ts'
import { findingsOn } from './findings.ts'
import { journeyProgramme } from './journey-programme.ts'
import { cardOf, enrolManager, type Manager, type Printed } from './enrol-manager.ts'
import { keptDraft, untilNoDraft } from './stored.ts'
import { french, frenchPattern } from './words.ts'

let server: ServerProcess
let manager: Manager
let office: Tablet
let desk: Tablet
let cards: readonly Printed[]

beforeAll(async () => {
  server = await startServer({ programme: journeyProgramme([{ number: 1 }]) })
  manager = await enrolManager(server)
  cards = await manager.print(1, 6)
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

test('[T15] none of it asked another host or broke the security policy', () => {
  expect([...office.faults, ...desk.faults]).toEqual([])
})

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
