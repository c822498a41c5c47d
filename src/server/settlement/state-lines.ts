import type { Conformance } from '#domain/conformance.ts'
import type { PassKey } from '#domain/family.ts'
import { calendarDayOf, DAY, isCalendarDay, type CalendarDay } from '#domain/instant.ts'
import { sumCents, type Cents } from '#domain/money.ts'
import type { Outcome, OutcomeType } from '#domain/outcome.ts'
import type { OfflineRules, Programme } from '#domain/programme.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import {
  honouredWithoutHandover,
  linesToState,
  mayStateThrough,
  type StatementLine,
} from '#domain/statement.ts'
import type { Queries } from '../database/database.ts'
import { writeAudit, type ChangedBy } from '../directory/audit-trail.ts'
import { findBatch, findProgramme, findStructure } from '../directory/programmes.ts'
import { newUuid, type Installation } from '../installation.ts'
import { familyOfPass, lockFamilies } from '../ledger/families.ts'
import { settleOutcome } from '../ledger/settle-outcome.ts'

export type StatementRefusal =
  'locked' | 'unknown-structure' | 'not-a-day' | 'too-recent' | 'nothing-to-state'

export type Statement = {
  readonly statement: string
  readonly cents: Cents
  readonly lines: readonly StatementLine[]
}

/**
 * Freezes what a venue is owed for its acts up to a day, and what changed of what was stated before. How many days must
 * have gone by is the programme's rule as it stands now. `locked`: this installation was restored, and nobody has worked
 * through what that means for money yet.
 */
export async function stateLines(
  installation: Installation,
  programme: Programme,
  asked: {
    readonly structure: string
    readonly through: CalendarDay
    readonly locked: boolean
  },
  by: ChangedBy,
): Promise<Result<Statement, StatementRefusal>> {
  const { structure, through, locked } = asked
  const at = installation.now()
  if (locked) return fail('locked')
  if (!isCalendarDay(through)) return fail('not-a-day')
  return installation.database.transaction(async (queries) => {
    // A manager may have set another one since the caller read the programme.
    const { statementLagDays: lag } = await rulesOf(queries, programme.number)
    if (!mayStateThrough(through, calendarDayOf(at, programme.timeZone), lag)) return fail('too-recent')
    if (!(await findStructure(queries, structure))) return fail('unknown-structure')
    const known = await statableLines(queries, programme, structure, through)
    await lockFamilies(queries, programme.number, known)
    const isLocked = new Set(known.map(({ entry }) => entry))
    const current = async () => {
      const rows = await statableLines(queries, programme, structure, through)
      return rows.filter(({ entry }) => isLocked.has(entry))
    }
    for (const row of (await current()).filter(waitsForHandover)) {
      await honour(queries, programme, structure, row, at)
    }
    const rows = (await current()).filter((row) => !waitsForHandover(row))
    const lines = linesToState(rows, programme.unitCents)
    if (lines.length === 0) return fail('nothing-to-state')
    const stated = {
      statement: newUuid(installation),
      cents: sumCents(lines.map(({ cents }) => cents)),
      lines,
    }
    await freeze(queries, programme.number, stated, rows)
    await queries.query('INSERT INTO statements VALUES ($1, $2, $3, $4, $5, $6, $7)', [
      ...[programme.number, stated.statement, structure, through],
      ...[stated.cents, at, by.device],
    ])
    const change = {
      act: 'state-lines',
      subject: `structure/${structure}`,
      before: '',
      after: stated.statement,
    }
    await writeAudit(queries, installation, programme.number, by, change)
    return ok(stated)
  })
}

async function rulesOf(queries: Queries, number: number): Promise<OfflineRules> {
  const programme = await findProgramme(queries, number)
  if (!programme) throw new Error(`programme ${number} is not loaded`)
  return programme.rules
}

type StatableRow = PassKey & {
  readonly entry: string
  readonly device: string
  readonly cheque: number
  readonly units: number
  readonly conformance: Conformance | null
  readonly number: number
  readonly outcome: Outcome
  readonly reason: string
  readonly words: string
  readonly statedCents: Cents
}

/** Lines of a venue that differ from what statements say of them, or that wait for a handover and were within the rules. */
async function statableLines(
  queries: Queries,
  { number: programme, unitCents, timeZone }: Programme,
  structure: string,
  through: CalendarDay,
): Promise<readonly StatableRow[]> {
  const rows = await queries.query<LineRow>(linesSql, [
    ...[programme, structure, unitCents],
    Date.parse(`${through}T00:00:00Z`) + 2 * DAY,
  ])
  return rows
    .filter((row) => row.stated_lines > 0 || calendarDayOf(row.claimed_at, timeZone) <= through)
    .map(({ type, covered_units: coveredUnits, honoured_units: honouredUnits, ...row }) => ({
      ...row,
      outcome: { type, coveredUnits, honouredUnits, heldUnits: row.held_units },
      statedCents: row.stated_cents,
    }))
}

const linesSql = `
  SELECT e.entry, e.device, e.batch, e.pass, e.cheque, e.units, e.conformance, e.claimed_at,
    o.number, o.type, o.covered_units, o.honoured_units, o.held_units, o.reason, o.words, s.stated_cents, s.stated_lines
  FROM entries e
  JOIN LATERAL (SELECT * FROM outcomes o WHERE o.programme = e.programme AND o.entry = e.entry
                ORDER BY number DESC LIMIT 1) o ON true
  JOIN LATERAL (SELECT coalesce(sum(l.cents), 0)::bigint AS stated_cents, count(*) AS stated_lines
                FROM statement_lines l WHERE l.programme = e.programme AND l.entry = e.entry) s ON true
  WHERE e.programme = $1 AND e.structure = $2 AND e.kind = 'redemption' AND e.pass IS NOT NULL
    AND (e.claimed_at < $4 OR s.stated_lines > 0)
    AND ((o.covered_units + o.honoured_units) * $3::bigint <> s.stated_cents
         OR (o.type = 'waiting' AND o.reason = 'handover-not-known' AND e.conformance = 'conformant'))
  ORDER BY e.claimed_at, e.entry`

type LineRow = Omit<StatableRow, 'outcome' | 'statedCents'> & {
  readonly claimed_at: number
  readonly type: OutcomeType
  readonly covered_units: number
  readonly honoured_units: number
  readonly held_units: number
  readonly stated_cents: number
  readonly stated_lines: number
}

function waitsForHandover({ outcome, reason, conformance }: StatableRow): boolean {
  return outcome.type === 'waiting' && reason === 'handover-not-known' && conformance === 'conformant'
}

/** The venue is paid once for the handover that never came; its case leads to the distributor. */
async function honour(
  queries: Queries,
  programme: Programme,
  structure: string,
  row: StatableRow,
  at: number,
): Promise<void> {
  const batch = await findBatch(queries, programme.number, row.batch)
  if (!batch?.opened) return
  const { entry: id, device, batch: number, pass, words } = row
  const claim = {
    ...{ id, device, structure, pass, words, batch: number, number: row.number, reason: row.reason },
    former: row.outcome,
    formerWords: words,
    ruling: 'none',
    contested: 'no',
  } as const
  const outcome = honouredWithoutHandover(row.units, row.outcome)
  const decided = { ...outcome, reason: 'handover-never-came' } as const
  await settleOutcome(queries, programme, { claim, order: batch.order }, decided, at)
}

/** The keys refuse a line that is stated twice and a cheque that two lines pay. */
async function freeze(
  queries: Queries,
  programme: number,
  { statement, lines }: Statement,
  rows: readonly StatableRow[],
): Promise<void> {
  const rowOf = new Map(rows.map((row) => [row.entry, row]))
  for (const { entry, number, cents } of lines) {
    await queries.query('INSERT INTO statement_lines VALUES ($1, $2, $3, $4, $5)', [
      ...[programme, statement, entry, number, cents],
    ])
    const row = rowOf.get(entry)
    if (!row || row.cheque === 0 || row.outcome.coveredUnits === 0) continue
    const [root] = (await familyOfPass(queries, programme, row)).members
    if (!root) continue
    // Stated again after it was contested: its cheque is already its own.
    await queries.query('DELETE FROM paid_cheques WHERE programme = $1 AND entry = $2', [programme, entry])
    await queries.query('INSERT INTO paid_cheques VALUES ($1, $2, $3, $4, $5)', [
      ...[programme, root.batch, root.pass, row.cheque, entry],
    ])
  }
}
