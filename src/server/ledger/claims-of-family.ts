import type { Batch } from '#domain/batch.ts'
import { isBlockedAt, isBlockedNow, type BlockAct } from '#domain/block.ts'
import { standingOf, type CaseAct, type DecisionKind } from '#domain/casework.ts'
import type { Conformance } from '#domain/conformance.ts'
import { isSamePass, type Family, type PassKey } from '#domain/family.ts'
import { isHandedOver, type Outcome, type OutcomeType, type RecordedClaim } from '#domain/outcome.ts'
import type { Queries } from '../database/database.ts'

/** A redemption with its pass, the place that claims it, and what people said of it. */
export type FamilyClaim = RecordedClaim &
  PassKey & {
    readonly device: string
    readonly structure: string
    readonly proofFails: boolean
    readonly words: string
    /** Of the former outcome, 0 without one. */
    readonly number: number
    readonly reason: string
    readonly formerWords: string
  }

export type FamilyActs = {
  readonly claims: readonly FamilyClaim[]
  /**
   * A desk gave one of its passes, by a handover that was not undone or in the place of another; or a line was taken on a
   * handover that was undone, or where a manager replaced one.
   */
  readonly handedOver: boolean
  readonly isBlocked: (pass: PassKey) => boolean
}

/** All that is known of a family of passes, its claims in the order in which the server recorded them. */
export async function actsOfFamily(
  queries: Queries,
  programme: number,
  { members }: Family,
  batchOf: (number: number) => Batch,
): Promise<FamilyActs> {
  const keys = [programme, members.map(({ batch }) => batch), members.map(({ pass }) => pass)]
  const entries = await queries.query<EntryRow>(entriesSql, keys)
  const blocks = await queries.query<BlockRow>(blocksSql, keys)
  const blocksOf = (pass: PassKey) => blocks.filter((block) => isSamePass(block, pass))
  const redemptions = entries.filter(({ kind }) => kind === 'redemption')
  const caseActs = await caseActsOf(queries, programme, redemptions)
  const undone = new Set(entries.filter(isUndo).map(({ target }) => target))
  const claims = redemptions.map((row) =>
    claimOf(row, {
      booklet: batchOf(row.batch).format === 'booklet',
      undone: undone.has(row.entry),
      blocks: blocksOf(row),
      acts: caseActs.get(row.entry) ?? [],
    }),
  )
  const givings = entries
    .filter((row) => (row.kind === 'handover' || row.kind === 'replacement') && isEffective(row))
    .map((row) => ({ undone: undone.has(row.entry) }))
  return {
    claims,
    handedOver: isHandedOver(members.length > 1 ? [...givings, byManager] : givings, claims),
    isBlocked: (pass) => isBlockedNow(blocksOf(pass)),
  }
}

/** A desk gives a pass to whoever stands there; a manager may replace one that nobody holds. */
const byManager = { undone: true }

const entriesSql = `
  SELECT e.entry, e.device, e.structure, e.kind, e.batch, e.pass, e.cheque, e.units, e.target, e.proof, e.conformance,
    e.held, e.claimed_at, o.number, o.type, o.covered_units, o.honoured_units, o.held_units, o.reason, o.words,
    s.type AS stated_type, s.covered_units AS stated_covered, s.honoured_units AS stated_honoured,
    s.held_units AS stated_held
  FROM entries e
  JOIN unnest($2::integer[], $3::integer[]) AS p (batch, pass) ON e.batch = p.batch AND e.pass = p.pass
  LEFT JOIN LATERAL (SELECT * FROM outcomes o WHERE o.programme = e.programme AND o.entry = e.entry
                     ORDER BY number DESC LIMIT 1) o ON true
  LEFT JOIN LATERAL (SELECT o.* FROM statement_lines l
                     JOIN outcomes o ON o.programme = l.programme AND o.entry = l.entry AND o.number = l.number
                     WHERE l.programme = e.programme AND l.entry = e.entry ORDER BY l.number DESC LIMIT 1) s ON true
  WHERE e.programme = $1 ORDER BY e.pass_order, e.batch, e.pass`

const blocksSql = `
  SELECT b.batch, b.pass, b.at, b.blocks, b.device, a.sequence FROM blocks b
  JOIN unnest($2::integer[], $3::integer[]) AS p (batch, pass) ON b.batch = p.batch AND b.pass = p.pass
  LEFT JOIN entries a ON a.programme = b.programme AND a.entry = b.id
  WHERE b.programme = $1`

type EntryRow = {
  readonly entry: string
  readonly device: string
  readonly structure: string
  readonly kind: string
  readonly batch: number
  readonly pass: number
  readonly cheque: number
  readonly units: number
  readonly target: string | null
  readonly proof: string
  readonly conformance: Conformance | null
  readonly held: '' | 'fork' | 'revoked'
  readonly claimed_at: number
  readonly number: number | null
  readonly type: OutcomeType
  readonly covered_units: number
  readonly honoured_units: number
  readonly held_units: number
  readonly reason: string
  readonly words: string
  readonly stated_type: OutcomeType | null
  readonly stated_covered: number
  readonly stated_honoured: number
  readonly stated_held: number
}

type BlockRow = BlockAct & PassKey

/** Every decision and contest of these lines, each line's in its order. */
export async function caseActsOf(
  queries: Queries,
  programme: number,
  lines: readonly { readonly entry: string }[],
): Promise<ReadonlyMap<string, readonly CaseAct[]>> {
  const acts = new Map<string, CaseAct[]>()
  if (lines.length === 0) return acts
  const rows = await queries.query<DecisionRow>(
    `SELECT entry, kind, by_whom AS by, why AS words FROM decisions
     WHERE programme = $1 AND entry = ANY($2::text[]) ORDER BY turn`,
    [programme, lines.map(({ entry }) => entry)],
  )
  for (const { entry, kind, by, words } of rows) {
    const act: CaseAct = kind === 'contest' ? { type: kind, by, words } : { type: kind, words }
    acts.set(entry, [...(acts.get(entry) ?? []), act])
  }
  return acts
}

type DecisionRow = {
  readonly entry: string
  readonly kind: DecisionKind | 'void' | 'contest'
  readonly by: 'person' | 'venue'
  readonly words: string
}

/** What is held outside its chain has no effect of its own, but to give back what is held alike. */
function isEffective({ conformance, held }: EntryRow): boolean {
  return conformance !== 'not-conformant' && held === ''
}

function isUndo(row: EntryRow): boolean {
  const givesBack = row.kind === 'void' && row.held !== '' && row.conformance === 'conformant'
  return givesBack || ((row.kind === 'void' || row.kind === 'handover-undo') && isEffective(row))
}

function claimOf(
  row: EntryRow,
  said: {
    readonly booklet: boolean
    readonly undone: boolean
    readonly blocks: readonly BlockAct[]
    readonly acts: readonly CaseAct[]
  },
): FamilyClaim {
  const { entry: id, batch, pass, cheque, units, device, structure } = row
  const blocked = isBlockedAt(said.blocks, row.claimed_at)
  return {
    ...{ id, batch, pass, cheque, units, device, structure },
    conformance: row.conformance ?? 'undecided',
    voided: said.undone,
    held: row.held === '' ? 'no' : row.held,
    ...standingOf(said.acts),
    takesNone: said.booklet && cheque === 0 ? 'cover' : blocked ? 'blocked' : 'no',
    proofFails: row.proof === 'fails',
    former: row.number === null ? undefined : formerOf(row),
    stated: statedOf(row),
    number: row.number ?? 0,
    reason: row.reason,
    formerWords: row.words,
  }
}

function formerOf(row: EntryRow): Outcome {
  return {
    type: row.type,
    coveredUnits: row.covered_units,
    honouredUnits: row.honoured_units,
    heldUnits: row.held_units,
  }
}

/** A line that a later statement took back is not frozen. */
function statedOf(row: EntryRow): Outcome | undefined {
  if (row.stated_type === null || row.stated_covered + row.stated_honoured === 0) return undefined
  return {
    type: row.stated_type,
    coveredUnits: row.stated_covered,
    honouredUnits: row.stated_honoured,
    heldUnits: row.stated_held,
  }
}
