import { stateOfPass, type PassState } from '#domain/pass.ts'
import { reverseOf, transfersOfOutcome, type Transfer } from '#domain/ledger.ts'
import type { Outcome } from '#domain/outcome.ts'
import { decidePass, stateToWrite, type PassEntry, type TouchedPass } from './recompute-pass.ts'
import { compare, type Finding, type Verified } from './finding.ts'

/** Each touched pass, its outcomes and their transfers are what its entries come to when they are decided again. */
export async function verifyPasses(verified: Verified): Promise<readonly Finding[]> {
  const outcomes = await outcomesByEntry(verified)
  const transfers = await transfersByCause(verified)
  const rows = await passRows(verified)
  const findings: Finding[] = []
  for (const row of rows) {
    const batch = verified.batches.find(({ number }) => number === row.batch)
    if (!batch) {
      findings.push(...compare('pass-differs', placeOf(row), 'a batch', 'none'))
      continue
    }
    findings.push(...(await verifyPass(verified, { batch, pass: row.pass }, row, outcomes, transfers)))
  }
  return [...findings, ...(await unannounced(verified))]
}

type PassRow = {
  readonly batch: number
  readonly pass: number
  readonly state: PassState | null
  readonly used: number
  readonly cheques: readonly number[]
  readonly handed_over: boolean
}

type OutcomeRow = Pick<Outcome, 'type' | 'coveredUnits' | 'honouredUnits'> & {
  readonly entry: string
  readonly number: number
}

type Outcomes = ReadonlyMap<string, readonly OutcomeRow[]>
type Transfers = ReadonlyMap<string, readonly Transfer[]>

async function verifyPass(
  { queries, programme }: Verified,
  touched: TouchedPass,
  row: PassRow,
  outcomes: Outcomes,
  transfers: Transfers,
): Promise<readonly Finding[]> {
  const { batch, pass } = touched
  const decided = await decidePass(queries, programme.number, touched)
  const { used, cheques, handedOver } = decided
  const state = stateOfPass(batch, pass, await stateToWrite(queries, programme.number, touched, handedOver))
  const stored = { state: row.state && stateOfPass(batch, pass, row.state), used: row.used }
  const rest = { cheques: row.cheques, handedOver: row.handed_over }
  return [
    ...compare('pass-differs', placeOf(row), { state, used, cheques, handedOver }, { ...stored, ...rest }),
    ...decided.claims.flatMap(({ entry, outcome }) => {
      const all = outcomes.get(entry.entry) ?? []
      return [
        ...verifyOutcome(entry, outcome, all.at(-1)),
        ...verifyTransfers(
          { order: batch.order, venue: entry.structure, unitCents: programme.unitCents },
          entry,
          all,
          transfers,
        ),
      ]
    }),
  ]
}

/** What the contingency could not pay when it was decided waits for a top-up. */
function verifyOutcome(
  entry: PassEntry,
  decided: Outcome,
  latest: OutcomeRow | undefined,
): readonly Finding[] {
  const waits = decided.honouredUnits > 0 && latest?.type === 'waiting'
  const { type, coveredUnits, honouredUnits } = waits
    ? { type: 'waiting', coveredUnits: 0, honouredUnits: 0 }
    : decided
  const found = latest && {
    type: latest.type,
    coveredUnits: latest.coveredUnits,
    honouredUnits: latest.honouredUnits,
  }
  return compare(
    'outcome-differs',
    `entry/${entry.entry}`,
    { type, coveredUnits, honouredUnits },
    found ?? null,
  )
}

/** Each outcome undid what the one before it had written, exactly, and wrote its own. */
function verifyTransfers(
  line: Parameters<typeof transfersOfOutcome>[0],
  { entry }: PassEntry,
  outcomes: readonly OutcomeRow[],
  transfers: Transfers,
): readonly Finding[] {
  return outcomes.flatMap((outcome, i) => {
    const former = outcomes[i - 1]
    const undone = former ? reverseOf(transfersOfOutcome(line, former)) : []
    return compare(
      'transfers-differ',
      `entry/${entry}/${outcome.number}`,
      [...undone, ...transfersOfOutcome(line, outcome)].map(plain),
      (transfers.get(`${entry}/${outcome.number}`) ?? []).map(plain),
    )
  })
}

function plain({ debit, credit, cents }: Transfer): Transfer {
  return { debit, credit, cents }
}

/** Passes that an act touched, with those that an act names and that have no row. */
async function passRows({ queries, programme }: Verified): Promise<readonly PassRow[]> {
  return queries.query<PassRow>(
    `SELECT batch, pass, state, coalesce(used, 0) AS used, coalesce(cheques, '{}') AS cheques,
       coalesce(handed_over, false) AS handed_over
     FROM (SELECT * FROM passes WHERE programme = $1) AS touched
     FULL JOIN (SELECT DISTINCT batch, pass FROM entries WHERE programme = $1 AND batch IS NOT NULL) AS named
       USING (batch, pass)
     ORDER BY batch, pass`,
    [programme.number],
  )
}

async function outcomesByEntry({ queries, programme }: Verified): Promise<Outcomes> {
  const rows = await queries.query<OutcomeRow>(
    `SELECT entry, number, type, covered_units AS "coveredUnits", honoured_units AS "honouredUnits"
     FROM outcomes WHERE programme = $1 ORDER BY entry, number`,
    [programme.number],
  )
  return groupedBy(rows, ({ entry }) => entry)
}

async function transfersByCause({ queries, programme }: Verified): Promise<Transfers> {
  const rows = await queries.query<Transfer & { readonly cause: string; readonly number: number }>(
    'SELECT cause, number, debit, credit, cents FROM transfers WHERE programme = $1 ORDER BY cause, number, line',
    [programme.number],
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
