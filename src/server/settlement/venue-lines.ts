import type { Cents } from '#domain/money.ts'
import type { OutcomeType } from '#domain/outcome.ts'
import type { Programme } from '#domain/programme.ts'
import type { Queries } from '../database/database.ts'

/** A redemption of a venue, with what it is paid. */
export type VenueLine = {
  readonly entry: string
  readonly claimedAt: number
  readonly service: string
  readonly units: number
  readonly batch: number | null
  readonly pass: number | null
  readonly cheque: number
  readonly type: OutcomeType
  readonly cents: Cents
}

/** The newest lines of a venue, and what all those before them come to. */
export async function venueLines(
  queries: Queries,
  programme: Programme,
  structure: string,
  atMost: number,
): Promise<{
  readonly lines: readonly VenueLine[]
  readonly earlier: { readonly lines: number; readonly cents: Cents }
}> {
  const rows = await queries.query<Omit<VenueLine, 'cents'> & { paidUnits: number }>(
    `SELECT e.entry, e.claimed_at AS "claimedAt", e.service, e.units, e.batch, e.pass, e.cheque, o.type,
       o.covered_units + o.honoured_units AS "paidUnits"
     ${linesSql} ORDER BY e.claimed_at DESC, e.entry DESC LIMIT $3`,
    [programme.number, structure, atMost],
  )
  const [all] = await queries.query<{ lines: number; units: number }>(
    `SELECT count(*) AS lines, coalesce(sum(o.covered_units + o.honoured_units), 0) AS units ${linesSql}`,
    [programme.number, structure],
  )
  const lines = rows.map(({ paidUnits, ...line }) => ({ ...line, cents: paidUnits * programme.unitCents }))
  const shownUnits = rows.reduce((sum, { paidUnits }) => sum + paidUnits, 0)
  const { lines: count, units } = all ?? { lines: 0, units: 0 }
  return {
    lines,
    earlier: { lines: count - rows.length, cents: (units - shownUnits) * programme.unitCents },
  }
}

const linesSql = `
  FROM entries e
  JOIN LATERAL (SELECT * FROM outcomes o WHERE o.programme = e.programme AND o.entry = e.entry
                ORDER BY number DESC LIMIT 1) o ON true
  WHERE e.programme = $1 AND e.structure = $2 AND e.kind = 'redemption'`
