import { printedPasses } from '#domain/batch.ts'
import { startOfDay } from '#domain/instant.ts'
import type { Programme } from '#domain/programme.ts'
import { accountOf, emptyAccount, type StockAccount } from '#domain/stock-account.ts'
import { foldStock, heldAt, passesIn, type StockPlace } from '#domain/stock.ts'
import type { ManagedStock } from '#protocol/manage/stock.ts'
import type { Database, Queries } from '../database/database.ts'
import { listBatches, listStructures } from '../directory/programmes.ts'
import { structureOf } from '../ledger/batch-stock.ts'
import { countsOf, oddReceptions, unknownBatches } from './counted-stock.ts'
import { movementsOf, type FoldedBatch } from './read-stock.ts'
import { signedNotes } from './signed-notes.ts'

/** The stock of a programme as one snapshot shows it; practice passes are left out. */
export async function readManagedStock(
  database: Database,
  programme: Programme,
  year: number,
): Promise<ManagedStock> {
  return database.transaction((queries) => stockIn(queries, programme, year), { snapshot: true })
}

/** Of each kind, on one page; and of each row, how many ranges. What was put right leaves room for the next ones. */
const mostRows = 200
const mostRanges = 20

async function stockIn(queries: Queries, programme: Programme, year: number): Promise<ManagedStock> {
  const { number, timeZone } = programme
  const names = new Map((await listStructures(queries)).map(({ id, name }) => [id, name]))
  const nameOf = (structure: string) => names.get(structure) ?? structure
  const folded: FoldedBatch[] = []
  for (const batch of await listBatches(queries, number)) {
    if (batch.training) continue
    const movements = await movementsOf(queries, number, batch)
    folded.push({ batch, movements, stock: foldStock(batch, movements) })
  }
  const time = {
    from: startOfDay(`${year}-01-01`, timeZone),
    until: startOfDay(`${year + 1}-01-01`, timeZone),
  }
  const discrepancies = folded
    .flatMap((each) => discrepanciesOf(each, nameOf))
    .toSorted((a, b) => b.at - a.at || (a.entry < b.entry ? -1 : 1))
  const odd = await oddReceptions(queries, number, nameOf)
  const unknown = await unknownBatches(queries, number, nameOf)
  return {
    year,
    places: placesOf(folded)
      .map((structure) => ({ ...placeIn(folded, structure, time), structure, name: nameOf(structure) }))
      .filter(({ passes, account }) => passes > 0 || Object.values(account).some((count) => count > 0))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'fr')),
    totals: totalsOf(folded),
    discrepancies: discrepancies.slice(0, mostRows),
    oddReceptions: odd.slice(0, mostRows),
    unknownBatches: unknown.slice(0, mostRows),
    more: [discrepancies, odd, unknown].reduce((sum, rows) => sum + Math.max(0, rows.length - mostRows), 0),
    notes: await signedNotes(queries, number, nameOf),
    counts: await countsOf(queries, number, folded, nameOf),
  }
}

function placesOf(folded: readonly FoldedBatch[]): readonly string[] {
  const places = folded.flatMap(({ stock }) =>
    stock.moves.flatMap(({ sender, receiver }) => [sender, receiver]),
  )
  return [...new Set(places.flatMap((place) => structureOf(place) ?? []))]
}

function placeIn(
  folded: readonly FoldedBatch[],
  structure: string,
  time: Parameters<typeof accountOf>[2],
): Pick<ManagedStock['places'][number], 'held' | 'passes' | 'account'> {
  const place: StockPlace = `structure:${structure}`
  const held = folded.flatMap(({ batch, stock }) => {
    const ranges = heldAt(stock, place)
    const series = ranges.map(({ from, to }) => ({ from, to }))
    return ranges.length === 0 ? [] : [{ batch: batch.number, passes: passesIn(ranges), series }]
  })
  const accounts = folded.map(({ stock }) => accountOf(stock.moves, place, time))
  return {
    held,
    passes: held.reduce((sum, { passes }) => sum + passes, 0),
    account: accounts.reduce(sumOf, emptyAccount),
  }
}

function sumOf(one: StockAccount, other: StockAccount): StockAccount {
  return {
    opening: one.opening + other.opening,
    received: one.received + other.received,
    handedOut: one.handedOut + other.handedOut,
    takenBack: one.takenBack + other.takenBack,
    sent: one.sent + other.sent,
    returned: one.returned + other.returned,
    lost: one.lost + other.lost,
    damaged: one.damaged + other.damaged,
    found: one.found + other.found,
    closing: one.closing + other.closing,
  }
}

function totalsOf(folded: readonly FoldedBatch[]): ManagedStock['totals'] {
  const at = (place: StockPlace) => folded.reduce((sum, { stock }) => sum + passesIn(heldAt(stock, place)), 0)
  const printed = folded.reduce((sum, { batch }) => sum + printedPasses(batch), 0)
  const elsewhere = {
    programme: at('printer'),
    persons: at('person'),
    lost: at('lost'),
    damaged: at('damaged'),
  }
  const { programme, persons, lost, damaged } = elsewhere
  return { printed, places: printed - programme - persons - lost - damaged, ...elsewhere }
}

/** One row for what an act says of passes that were in one place, however scattered they are. */
function discrepanciesOf(
  { batch, movements, stock }: FoldedBatch,
  nameOf: (structure: string) => string,
): ManagedStock['discrepancies'] {
  const told = new Map(movements.map((movement) => [movement.id, movement]))
  const rows = new Map<string, ManagedStock['discrepancies'][number]>()
  for (const { movement: id, heldBy, moved, from, to } of stock.discrepancies) {
    const movement = told.get(id)
    if (!movement || movement.kind === 'delivery') continue
    const { entry, structure, kind, at } = movement
    const key = JSON.stringify([entry, heldBy, moved])
    const row = rows.get(key)
    if (row) {
      row.passes += to - from + 1
      if (row.series.length < mostRanges) row.series.push({ from, to })
      continue
    }
    const holder = heldBy === undefined ? undefined : structureOf(heldBy)
    rows.set(key, {
      ...{ entry, structure, name: nameOf(structure), at, kind, batch: batch.number, moved },
      heldBy: heldBy ?? null,
      heldByName: holder === undefined ? '' : nameOf(holder),
      passes: to - from + 1,
      series: [{ from, to }],
    })
  }
  return [...rows.values()]
}
