import type { Cents } from '#domain/money.ts'
import { sharesOf } from '#domain/ledger.ts'
import type { OutcomeType } from '#domain/outcome.ts'
import type { Programme } from '#domain/programme.ts'
import type { Queries } from '../database/database.ts'
import { balanceOf } from '../ledger/transfers.ts'

/** What a venue is owed so far: the balance of its payable account, and the lines that made it. */
export type VenueAccount = {
  readonly structure: string
  readonly payableCents: Cents
  readonly units: number
  readonly shares: readonly { readonly funder: string; readonly cents: Cents }[]
  /** Units that wait for a handover or for an earlier act: not yet owed. */
  readonly waitingUnits: number
  readonly lines: readonly VenueLine[]
}

export type VenueLine = {
  readonly entry: string
  readonly claimedAt: number
  readonly service: string
  readonly units: number
  readonly type: OutcomeType
  readonly cents: Cents
}

export async function venueAccount(
  queries: Queries,
  programme: Programme,
  structure: string,
): Promise<VenueAccount> {
  const payableCents = await balanceOf(queries, programme.number, `payable/${structure}`)
  const rows = await queries.query<Omit<VenueLine, 'cents'> & { paidUnits: number }>(
    `SELECT e.entry, e.claimed_at AS "claimedAt", e.service, e.units, o.type,
       o.covered_units + o.honoured_units AS "paidUnits"
     FROM entries e
     JOIN LATERAL (SELECT * FROM outcomes o WHERE o.programme = e.programme AND o.entry = e.entry
                   ORDER BY number DESC LIMIT 1) o ON true
     WHERE e.programme = $1 AND e.structure = $2 AND e.kind = 'redemption' ORDER BY e.claimed_at DESC`,
    [programme.number, structure],
  )
  const units = payableCents / programme.unitCents
  return {
    structure,
    payableCents,
    units,
    shares: sharesOf(units, programme.funders),
    waitingUnits: rows.filter(({ type }) => type === 'waiting').reduce((sum, line) => sum + line.units, 0),
    lines: rows.map(({ paidUnits, ...line }) => ({ ...line, cents: paidUnits * programme.unitCents })),
  }
}
