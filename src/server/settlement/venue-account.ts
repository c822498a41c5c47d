import type { Cents } from '#domain/money.ts'
import { sharesOf } from '#domain/ledger.ts'
import type { Programme } from '#domain/programme.ts'
import type { Queries } from '../database/database.ts'
import { balanceOf } from '../ledger/transfers.ts'

/** What a venue is owed so far: the balance of its payable account. Its lines: `venueLines`. */
export type VenueAccount = {
  readonly structure: string
  readonly payableCents: Cents
  readonly units: number
  readonly shares: readonly { readonly funder: string; readonly cents: Cents }[]
  /** Units that wait for a handover or for an earlier act: not yet owed. */
  readonly waitingUnits: number
}

export async function venueAccount(
  queries: Queries,
  programme: Programme,
  structure: string,
): Promise<VenueAccount> {
  const payableCents = await balanceOf(queries, programme.number, `payable/${structure}`)
  const [waiting] = await queries.query<{ units: number }>(
    `SELECT coalesce(sum(e.units), 0) AS units FROM entries e
     JOIN LATERAL (SELECT type FROM outcomes o WHERE o.programme = e.programme AND o.entry = e.entry
                   ORDER BY number DESC LIMIT 1) o ON true
     WHERE e.programme = $1 AND e.structure = $2 AND e.kind = 'redemption' AND o.type = 'waiting'`,
    [programme.number, structure],
  )
  const units = payableCents / programme.unitCents
  return {
    structure,
    payableCents,
    units,
    shares: sharesOf(units, programme.funders),
    waitingUnits: waiting?.units ?? 0,
  }
}
