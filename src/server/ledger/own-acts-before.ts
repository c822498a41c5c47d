import type { PrintedCode } from '#domain/batch.ts'
import type { OwnActs, OwnUse, OwnWord } from '#domain/knowledge.ts'
import type { PassState } from '#domain/pass.ts'
import type { Instant } from '#domain/instant.ts'
import type { Queries } from '../database/database.ts'

/** The act that is judged: what stood in its device's chain before it, and which lists the device held. */
export type JudgedAct = {
  readonly programme: number
  readonly device: string
  readonly sequence: number
  readonly code: PrintedCode
  /** Number of the head whose lists it held; 0 for none. */
  readonly head: number
  /** When it was done: what arrived later was not sent yet. */
  readonly at: Instant
  /** Devices that the device goes on for, whose acts before count as its own; a limit counts none of them. */
  readonly former: readonly string[]
}

/**
 * What the device itself did before an act, beside what the lists of its head show of it. Asks for the pass in hand, for
 * what no exchange had carried and, where the pass is in stock, for what the lists do not show: however long the device's
 * life was, it is not read whole.
 */
export async function ownActsBefore(
  queries: Queries,
  act: JudgedAct,
  stateOf: (code: PrintedCode) => PassState | undefined,
): Promise<OwnActs> {
  const own = await queries.query<OwnRow>(onPassSql, [
    ...[act.programme, act.device, act.sequence, act.head],
    ...[act.code.batch, act.code.pass],
  ])
  const rows = [...(await formerRows(queries, act)), ...own]
  const voids = new Map(rows.filter(({ kind }) => kind === 'void').map((row) => [row.target, row]))
  const undone = new Set(rows.filter(({ kind }) => kind === 'handover-undo').map(({ target }) => target))
  const handover = rows.find(({ kind, entry }) => gives.includes(kind) && !undone.has(entry))
  return {
    uses: rows.filter(({ kind }) => kind === 'redemption').map((row) => useOf(row, voids.get(row.entry))),
    handedOver: handover && { at: handover.claimed_at },
    unitsSinceExchange: await unitsUnsent(queries, act),
    inStockPasses: stateOf(act.code) === 'in-stock' ? await passesInStock(queries, act, stateOf) : 0,
    word: await wordOf(queries, act, rows),
  }
}

/** A pass that takes the place of another is with a person as one that was handed over. */
const gives: readonly string[] = ['handover', 'replacement']

type OwnRow = {
  readonly entry: string
  readonly kind: string
  readonly cheque: number
  readonly units: number
  readonly service: string
  readonly target: string | null
  readonly claimed_at: number
  readonly conformance: string | null
  /** What the lists of the cited head count for it; none where they do not show it yet. */
  readonly listed: number | null
}

/** What was done under the names that it had: also behind a fork, where it left them. */
async function formerRows(queries: Queries, act: JudgedAct): Promise<readonly OwnRow[]> {
  if (act.former.length === 0) return []
  return queries.query<OwnRow>(formerSql, [
    ...[act.programme, act.former, act.at, act.head],
    ...[act.code.batch, act.code.pass],
  ])
}

const before = 'e.programme = $1 AND e.device = $2 AND e.sequence < $3'

/** A typed number that the device could not resolve is a use of no pass for it, until its lists count it. */
const toldItsPass = "e.verdict IS DISTINCT FROM 'deferred:unknown-batch'"

function onPass(which: string): string {
  return `
  SELECT e.entry, e.kind, e.cheque, e.units, e.service, e.target, e.claimed_at, e.conformance, l.held_units AS listed
  FROM entries e
  LEFT JOIN LATERAL (SELECT o.held_units FROM outcomes o
                     WHERE o.programme = e.programme AND o.entry = e.entry AND o.first_head <= $4
                     ORDER BY o.number DESC LIMIT 1) l ON true
  WHERE ${which} AND e.batch = $5 AND e.pass = $6
    AND e.kind IN ('redemption', 'void', 'handover', 'handover-undo', 'replacement', 'block', 'unblock')
    AND (e.kind <> 'redemption' OR ${toldItsPass} OR l.held_units IS NOT NULL)
  ORDER BY e.claimed_at, e.sequence`
}

const onPassSql = onPass(`${before} AND e.held = ''`)
const formerSql = onPass(
  "e.programme = $1 AND e.device = ANY($2::text[]) AND e.claimed_at <= $3 AND e.held IN ('', 'fork')",
)

/** What a person gave back, or what never held a unit, counts nothing once the list says so. */
function useOf(row: OwnRow, undoing: OwnRow | undefined): OwnUse {
  const { cheque, service, claimed_at: at, listed } = row
  return {
    ...{ cheque, service, at },
    units: listed ?? row.units,
    inList: listed !== null,
    voided: undoing ? (undoing.listed === null ? 'not-in-list' : 'in-list') : 'no',
  }
}

const notUndone = `NOT EXISTS (
  SELECT 1 FROM entries u WHERE u.programme = e.programme AND u.target = e.entry AND u.device = e.device
    AND u.kind = 'void' AND u.held = '' AND u.sequence < $3)`

/** What the server had acknowledged and lost counts against no limit when it goes again. */
const notSentAgain = 'e.sequence > (SELECT forgotten_through FROM devices WHERE device = $2)'

/** Not yet on the server when the act was done; what the server had and lost was sent. */
async function unitsUnsent(queries: Queries, act: JudgedAct): Promise<number> {
  const [row] = await queries.query<{ units: number }>(
    `SELECT coalesce(sum(e.units), 0) AS units FROM entries e
     WHERE ${before} AND e.held = '' AND e.kind = 'redemption' AND e.recorded_at > $4
       AND ${notSentAgain} AND ${notUndone}`,
    [act.programme, act.device, act.sequence, act.at],
  )
  return row?.units ?? 0
}

/**
 * Passes without a known handover that the device accepted beyond its list. Heads count the acts of a chain in its
 * order: behind the last one that the list counts, it counts none.
 */
async function passesInStock(
  queries: Queries,
  act: JudgedAct,
  stateOf: (code: PrintedCode) => PassState | undefined,
): Promise<number> {
  const passes = await queries.query<{ batch: number; pass: number }>(
    `SELECT DISTINCT e.batch, e.pass FROM entries e
     WHERE ${before} AND e.held = '' AND e.kind = 'redemption' AND e.batch IS NOT NULL AND ${notUndone}
       AND ${notSentAgain} AND ${toldItsPass}
       AND e.sequence > coalesce((
         SELECT e.sequence FROM entries e
         WHERE ${before} AND e.held = '' AND e.kind = 'redemption' AND e.batch IS NOT NULL
           AND EXISTS (SELECT 1 FROM outcomes o
                       WHERE o.programme = e.programme AND o.entry = e.entry AND o.first_head <= $4)
         ORDER BY e.sequence DESC LIMIT 1), 0)`,
    [act.programme, act.device, act.sequence, act.head],
  )
  return passes.filter((pass) => stateOf({ ...pass, cheque: 0 }) === 'in-stock').length
}

/** A pass that this device blocked, unblocked or replaced itself is so here at once. */
async function wordOf(
  queries: Queries,
  act: JudgedAct,
  rows: readonly OwnRow[],
): Promise<OwnWord | undefined> {
  const replaced = await queries.query(
    `SELECT 1 FROM replacements r JOIN entries e ON e.programme = r.programme AND e.entry = r.id
     WHERE ${before} AND e.held = '' AND e.conformance = 'conformant' AND r.old_batch = $5 AND r.old_pass = $6
       AND NOT EXISTS (SELECT 1 FROM outcomes o
                       WHERE o.programme = e.programme AND o.entry = e.entry AND o.first_head <= $4)`,
    [act.programme, act.device, act.sequence, act.head, act.code.batch, act.code.pass],
  )
  if (replaced.length > 0) return 'replaced'
  const said = rows.filter(
    ({ kind, listed, conformance }) =>
      (kind === 'block' || kind === 'unblock') && listed === null && conformance === 'conformant',
  )
  const last = said.reduce<OwnRow | undefined>(
    (latest, row) => (latest && latest.claimed_at > row.claimed_at ? latest : row),
    undefined,
  )
  return last && (last.kind === 'block' ? 'blocked' : 'unblocked')
}

/** The devices that one goes on for, however many times it did. */
export async function formerNames(queries: Queries, device: string): Promise<readonly string[]> {
  const rows = await queries.query<{ previous: string }>(
    `WITH RECURSIVE line AS (
       SELECT previous FROM devices WHERE device = $1
       UNION SELECT d.previous FROM devices d JOIN line l ON d.device = l.previous)
     SELECT previous FROM line WHERE previous IS NOT NULL`,
    [device],
  )
  return rows.map(({ previous }) => previous)
}
