import { sharesOf } from '#domain/ledger.ts'
import type { Programme } from '#domain/programme.ts'
import { isVenue } from '#domain/structure.ts'
import type { ManagedTransfer, ManagedVenue, ManagedVenues } from '#protocol/manage/venues.ts'
import type { Database, Queries } from '../database/database.ts'
import { findStructure, listStructures } from '../directory/programmes.ts'
import { readBalances } from './account-balances.ts'
import { venueAccount } from './venue-account.ts'
import { venueLines } from './venue-lines.ts'

/** What each venue is owed so far. Venues that were never owed anything and did nothing are left out. */
export async function listManagedVenues(database: Database, programme: Programme): Promise<ManagedVenues> {
  return database.transaction((queries) => venuesIn(queries, programme), { snapshot: true })
}

async function venuesIn(queries: Queries, programme: Programme): Promise<ManagedVenues> {
  const balances = await readBalances(queries, programme.number)
  const acts = await queries.query<{ structure: string; acts: number; waiting: number }>(
    `SELECT e.structure, count(*) AS acts,
       coalesce(sum(e.units) FILTER (WHERE o.type = 'waiting'), 0) AS waiting
     FROM entries e
     LEFT JOIN LATERAL (SELECT type FROM outcomes o WHERE o.programme = e.programme AND o.entry = e.entry
                        ORDER BY number DESC LIMIT 1) o ON true
     WHERE e.programme = $1 AND e.kind = 'redemption' GROUP BY e.structure`,
    [programme.number],
  )
  const actsOf = new Map(acts.map((row) => [row.structure, row]))
  const venues = (await listStructures(queries)).flatMap((structure) => {
    const { id, name, commune, invented } = structure
    const payableCents = balances.get(`payable/${id}`)
    const own = actsOf.get(id)
    if (payableCents === undefined && !own) return []
    const units = (payableCents ?? 0) / programme.unitCents
    return {
      ...{ structure: id, name, commune, invented, units, payableCents: payableCents ?? 0 },
      shares: [...sharesOf(units, programme.funders)],
      waitingUnits: own?.waiting ?? 0,
      acts: own?.acts ?? 0,
    }
  })
  return { venues: venues.toSorted((a, b) => b.payableCents - a.payableCents) }
}

/** A venue's newest lines, each with the transfers that paid it: from the act to the cent, and back. */
export async function readManagedVenue(
  database: Database,
  programme: Programme,
  id: string,
  mostLines = linesOnPage,
): Promise<ManagedVenue | undefined> {
  return database.transaction((queries) => venueIn(queries, programme, id, mostLines), { snapshot: true })
}

const linesOnPage = 200

async function venueIn(
  queries: Queries,
  programme: Programme,
  id: string,
  mostLines: number,
): Promise<ManagedVenue | undefined> {
  const structure = await findStructure(queries, id)
  if (!structure) return undefined
  const account = await venueAccount(queries, programme, id)
  const { lines, earlier } = await venueLines(queries, programme, id, mostLines)
  if (!isVenue(structure) && lines.length === 0) return undefined
  const transfers = await queries.query<ManagedTransfer>(
    `SELECT cause, number, debit, credit, cents, at FROM transfers
     WHERE programme = $1 AND cause = ANY($3::text[]) AND (debit = $2 OR credit = $2)
     ORDER BY at, cause, number, line`,
    [programme.number, `payable/${id}`, lines.map(({ entry }) => entry)],
  )
  const byCause = new Map<string, ManagedTransfer[]>()
  for (const transfer of transfers)
    byCause.set(transfer.cause, [...(byCause.get(transfer.cause) ?? []), transfer])
  return {
    ...{ structure: id, name: structure.name, commune: structure.commune },
    ...{ payableCents: account.payableCents, units: account.units, waitingUnits: account.waitingUnits },
    shares: [...account.shares],
    lines: lines.map((line) => ({ ...line, transfers: byCause.get(line.entry) ?? [] })),
    earlier,
  }
}
