import { stateOfPass, type PassState } from '#domain/pass.ts'
import { transfersOfChange, type Transfer } from '#domain/ledger.ts'
import type { Outcome } from '#domain/outcome.ts'
import type { Batch } from '#domain/batch.ts'
import type { Queries } from '../database/database.ts'
import {
  decideFamily,
  rowsOf,
  type DecidedFamily,
  type PassRow as DecidedRow,
  type TouchedPass,
} from './recompute-pass.ts'
import { compare, type Finding, type ReadSnapshot, type Verified } from './finding.ts'

/** Each touched pass, its outcomes and their transfers are what its entries come to when they are decided again. */
export async function verifyPasses(snapshot: ReadSnapshot, sliceOf: number): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  let last: PassRow | undefined
  for (;;) {
    const before = last
    const slice = await snapshot(async (verified) => {
      const read = await verifySlice(verified, before, sliceOf)
      return read.rows.length < sliceOf ? { ...read, waiting: await unannounced(verified) } : read
    })
    findings.push(...slice.findings)
    last = slice.rows.at(-1)
    if ('waiting' in slice) return [...findings, ...slice.waiting]
  }
}

async function verifySlice(verified: Verified, last: PassRow | undefined, sliceOf: number) {
  const rows = await passRows(verified, last, sliceOf)
  const findings: Finding[] = []
  for (const row of rows) {
    const batch = verified.batches.find(({ number }) => number === row.batch)
    if (batch) findings.push(...(await verifyPass(verified, { batch, pass: row.pass }, row)))
    else findings.push(...compare('pass-differs', placeOf(row), 'a batch', 'none'))
  }
  return { findings, rows }
}

type PassRow = {
  readonly batch: number
  readonly pass: number
  readonly state: PassState | null
  readonly used: number
  readonly cheques: readonly number[]
  readonly handed_over: boolean
}

type OutcomeRow = Outcome & {
  readonly entry: string
  readonly number: number
}

type Outcomes = ReadonlyMap<string, readonly OutcomeRow[]>
type Transfers = ReadonlyMap<string, readonly Transfer[]>

async function verifyPass(
  { queries, programme }: Verified,
  touched: TouchedPass,
  row: PassRow,
): Promise<readonly Finding[]> {
  const { batch, pass } = touched
  const decided = await decideFamily(queries, programme.number, touched)
  const entries = decided.lines.map(({ claim }) => claim.id)
  const outcomes = await outcomesOf(queries, programme.number, entries)
  const transfers = await transfersOf(queries, programme.number, entries)
  const expected = (await rowsOf(queries, programme.number, decided, settledOf(decided, outcomes))).find(
    (each) => each.batch === batch.number && each.pass === pass,
  )
  const stored = { state: row.state && stateOfPass(batch, pass, row.state), used: row.used }
  const rest = { cheques: row.cheques, handedOver: row.handed_over }
  const own = decided.lines.filter(({ claim }) => claim.batch === batch.number && claim.pass === pass)
  return [
    ...compare('pass-differs', placeOf(row), expected && told(batch, expected), { ...stored, ...rest }),
    ...own.flatMap(({ claim, order, outcome }) => {
      const all = outcomes.get(claim.id) ?? []
      const line = { order, venue: claim.structure, unitCents: programme.unitCents }
      return [
        ...verifyOutcome(claim.id, outcome, all.at(-1)),
        ...verifyTransfers(line, claim.id, all, transfers),
      ]
    }),
  ]
}

function told(batch: Batch, { pass, state, used, cheques, handedOver }: DecidedRow) {
  return { state: stateOfPass(batch, pass, state), used, cheques, handedOver }
}

/** What counts on the list is what was settled: a line that waits for the contingency holds its units all the same. */
function settledOf({ lines }: DecidedFamily, outcomes: Outcomes): ReadonlyMap<string, Outcome> {
  return new Map(
    lines.map(({ claim, outcome }) => {
      const latest = outcomes.get(claim.id)?.at(-1)
      return [claim.id, latest ? { ...outcome, heldUnits: latest.heldUnits } : outcome]
    }),
  )
}

/** What the contingency could not pay when it was decided waits for a top-up. */
function verifyOutcome(entry: string, decided: Outcome, latest: OutcomeRow | undefined): readonly Finding[] {
  const waits = decided.honouredUnits > 0 && latest?.type === 'waiting'
  const { type, coveredUnits, honouredUnits } = waits
    ? { type: 'waiting', coveredUnits: 0, honouredUnits: 0 }
    : decided
  const { heldUnits } = decided
  const found = latest && {
    type: latest.type,
    coveredUnits: latest.coveredUnits,
    honouredUnits: latest.honouredUnits,
    heldUnits: latest.heldUnits,
  }
  return compare(
    'outcome-differs',
    `entry/${entry}`,
    { type, coveredUnits, honouredUnits, heldUnits },
    found ?? null,
  )
}

/** Each outcome undid what the one before it had written, exactly, and wrote its own, unless both pay the same. */
function verifyTransfers(
  line: Parameters<typeof transfersOfChange>[0],
  entry: string,
  outcomes: readonly OutcomeRow[],
  transfers: Transfers,
): readonly Finding[] {
  return outcomes.flatMap((outcome, i) => {
    const former = outcomes[i - 1]
    return compare(
      'transfers-differ',
      `entry/${entry}/${outcome.number}`,
      transfersOfChange(line, former, outcome).map(plain),
      (transfers.get(`${entry}/${outcome.number}`) ?? []).map(plain),
    )
  })
}

function plain({ debit, credit, cents }: Transfer): Transfer {
  return { debit, credit, cents }
}

/** Passes that an act touched, with those that an act names and that have no row. */
async function passRows(
  { queries, programme }: Verified,
  last: PassRow | undefined,
  sliceOf: number,
): Promise<readonly PassRow[]> {
  return queries.query<PassRow>(
    `SELECT batch, pass, state, coalesce(used, 0) AS used, coalesce(cheques, '{}') AS cheques,
       coalesce(handed_over, false) AS handed_over
     FROM (SELECT * FROM passes WHERE programme = $1) AS touched
     FULL JOIN (SELECT DISTINCT batch, pass FROM entries WHERE programme = $1 AND batch IS NOT NULL) AS named
       USING (batch, pass)
     WHERE (batch, pass) > ($2::integer, $3::integer) ORDER BY batch, pass LIMIT $4`,
    [programme.number, last?.batch ?? 0, last?.pass ?? -1, sliceOf],
  )
}

async function outcomesOf(
  queries: Queries,
  programme: number,
  entries: readonly string[],
): Promise<Outcomes> {
  const rows = await queries.query<OutcomeRow>(
    `SELECT entry, number, type, covered_units AS "coveredUnits", honoured_units AS "honouredUnits",
       held_units AS "heldUnits"
     FROM outcomes WHERE programme = $1 AND entry = ANY($2::text[]) ORDER BY entry, number`,
    [programme, entries],
  )
  return groupedBy(rows, ({ entry }) => entry)
}

async function transfersOf(
  queries: Queries,
  programme: number,
  entries: readonly string[],
): Promise<Transfers> {
  const rows = await queries.query<Transfer & { readonly cause: string; readonly number: number }>(
    `SELECT cause, number, debit, credit, cents FROM transfers
     WHERE programme = $1 AND cause = ANY($2::text[]) ORDER BY cause, number, line`,
    [programme, entries],
  )
  return groupedBy(rows, ({ cause, number }) => `${cause}/${number}`)
}

function groupedBy<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return groups
}

/** An outcome of a pass is in a head's list, or waits for the next one. */
async function unannounced({ queries, programme }: Verified): Promise<readonly Finding[]> {
  const rows = await queries.query<{ entry: string; number: number }>(
    `SELECT o.entry, o.number FROM outcomes o JOIN entries e ON e.programme = o.programme AND e.entry = o.entry
     WHERE o.programme = $1 AND e.batch IS NOT NULL AND o.first_head IS NULL AND NOT EXISTS (
       SELECT 1 FROM pass_changes c WHERE c.programme = $1 AND c.entry = o.entry AND c.number = o.number)
     ORDER BY o.entry, o.number`,
    [programme.number],
  )
  return rows.flatMap(({ entry, number }) =>
    compare('outcome-unannounced', `entry/${entry}/${number}`, 'in a head, or waiting for one', 'neither'),
  )
}

function placeOf({ batch, pass }: { readonly batch: number; readonly pass: number }): string {
  return `batch/${batch}/pass/${pass}`
}
