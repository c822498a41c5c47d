import { untouchedPass, type PassState } from '#domain/pass.ts'
import type { Batch } from '#domain/batch.ts'
import { reverseOf, transfersOfOutcome } from '#domain/ledger.ts'
import type { Conformance } from '#domain/conformance.ts'
import {
  decideOutcomes,
  usedBy,
  type Outcome,
  type OutcomeType,
  type RecordedClaim,
} from '#domain/outcome.ts'
import type { Programme } from '#domain/programme.ts'
import type { Queries } from '../database/database.ts'
import { openCase } from './cases.ts'
import { latestOutcome, recordOutcome } from './outcomes.ts'
import { balanceOf, writeTransfers } from './transfers.ts'

export type TouchedPass = { readonly batch: Batch; readonly pass: number }

/** What all entries of a pass come to. */
export type DecidedPass = {
  readonly claims: readonly { readonly entry: PassEntry; readonly outcome: Outcome }[]
  readonly used: number
  readonly cheques: readonly number[]
  readonly handedOver: boolean
}

/**
 * Decides the outcomes of a pass again, from all its entries, and writes only what changed: outcome, transfers with
 * the exact reverse of the former ones, case, and the pass's line in the list. The pass's row is locked by the caller.
 */
export async function recomputePass(
  queries: Queries,
  programme: Programme,
  { batch, pass }: TouchedPass,
  at: number,
): Promise<void> {
  const { claims, used, cheques, handedOver } = await decidePass(queries, programme.number, { batch, pass })
  for (const { entry, outcome } of claims) {
    await settleOutcome(queries, programme, { batch, pass }, entry, outcome, at)
  }
  const state = await stateToWrite(queries, programme.number, { batch, pass }, handedOver)
  await queries.query(
    `UPDATE passes SET state = $4, used = $5, cheques = $6, handed_over = $7
     WHERE programme = $1 AND batch = $2 AND pass = $3`,
    [programme.number, batch.number, pass, state, used, cheques, handedOver],
  )
}

/** The same decision, without writing anything. */
export async function decidePass(
  queries: Queries,
  programme: number,
  { batch, pass }: TouchedPass,
): Promise<DecidedPass> {
  const entries = await entriesOfPass(queries, programme, batch.number, pass)
  const undone = new Set(entries.filter(isUndo).map((entry) => entry.target))
  const handedOver =
    entries.some((entry) => entry.kind === 'handover' && entry.effective && !undone.has(entry.entry)) &&
    (await isOpened(queries, programme, batch))
  const redemptions = entries.filter((entry) => entry.kind === 'redemption')
  const claims = redemptions.map((entry) => claimOf(entry, undone))
  const outcomes = decideOutcomes({ units: batch.units, handedOver }, claims)
  const { used, cheques } = usedBy(claims, outcomes)
  return {
    claims: redemptions.flatMap((entry) => {
      const outcome = outcomes.get(entry.entry)
      return outcome ? [{ entry, outcome }] : []
    }),
    used,
    cheques: [...cheques].sort((a, b) => a - b),
    handedOver,
  }
}

/** Nothing of a batch that is not opened is funded yet: its redemptions wait, and are decided when it opens. */
async function isOpened(queries: Queries, programme: number, batch: Batch): Promise<boolean> {
  if (batch.opened) return true
  const [row] = await queries.query<{ opened: boolean }>(
    'SELECT opened_at IS NOT NULL AS opened FROM batches WHERE programme = $1 AND batch = $2 FOR SHARE',
    [programme, batch.number],
  )
  return row?.opened ?? false
}

async function settleOutcome(
  queries: Queries,
  programme: Programme,
  { batch, pass }: TouchedPass,
  entry: PassEntry,
  decided: Outcome,
  at: number,
): Promise<void> {
  const line = { order: batch.order, venue: entry.structure, unitCents: programme.unitCents }
  const former = await latestOutcome(queries, programme.number, entry.entry)
  const outcome = await affordable(queries, programme, decided, former)
  const reason = reasonOf(outcome.type, entry)
  if (former && former.type === outcome.type && former.coveredUnits === outcome.coveredUnits) {
    if (former.honouredUnits === outcome.honouredUnits) return
  }
  const number = (former?.number ?? 0) + 1
  const change = { batch: batch.number, pass, device: entry.device, entry: entry.entry, number, at }
  await recordOutcome(queries, programme.number, change, { ...outcome, reason })
  const undone = former ? reverseOf(transfersOfOutcome(line, former)) : []
  const cause = { id: entry.entry, number, at }
  await writeTransfers(queries, programme.number, cause, [...undone, ...transfersOfOutcome(line, outcome)])
  if (outcome.type === 'honoured' || outcome.type === 'disputed') {
    await openCase(queries, programme.number, {
      entry: entry.entry,
      kind: outcome.type,
      batch: batch.number,
      pass,
      at,
    })
  }
}

/** A contingency that runs out never refuses: the line waits for a top-up. Whoever spends of it does so alone, the last lock of a push. */
async function affordable(
  queries: Queries,
  programme: Programme,
  outcome: Outcome,
  former: Pick<Outcome, 'honouredUnits'> | undefined,
): Promise<Outcome> {
  const more = outcome.honouredUnits - (former?.honouredUnits ?? 0)
  if (more <= 0) return outcome
  await queries.query('SELECT programme FROM programmes WHERE programme = $1 FOR NO KEY UPDATE', [
    programme.number,
  ])
  const left = await balanceOf(queries, programme.number, 'contingency')
  if (left >= more * programme.unitCents) return outcome
  return { type: 'waiting', coveredUnits: 0, honouredUnits: 0, heldUnits: outcome.heldUnits }
}

/** Read after the outcomes are settled: one of them may have opened a case. */
export async function stateToWrite(
  queries: Queries,
  programme: number,
  { batch, pass }: TouchedPass,
  handedOver: boolean,
): Promise<PassState> {
  if (!handedOver) return untouchedPass(batch, pass).state
  const open = await queries.query(
    `SELECT entry FROM cases WHERE programme = $1 AND batch = $2 AND pass = $3 AND kind = 'honoured' AND closed_at IS NULL
     LIMIT 1`,
    [programme, batch.number, pass],
  )
  return open.length > 0 ? 'watch' : 'active'
}

function reasonOf(type: OutcomeType, entry: PassEntry): string {
  if (type === 'disputed') {
    if (entry.proof === 'fails') return 'proof-fails'
    return entry.conformance === 'at-own-risk' ? 'no-unit-free' : 'rules-not-kept'
  }
  if (type === 'honoured') return 'no-unit-free'
  return type === 'waiting' ? 'handover-not-known' : ''
}

export type PassEntry = {
  readonly entry: string
  readonly device: string
  readonly structure: string
  readonly kind: string
  readonly cheque: number
  readonly units: number
  readonly target: string | null
  readonly proof: string
  readonly conformance: Conformance | null
  readonly effective: boolean
}

async function entriesOfPass(queries: Queries, programme: number, batch: number, pass: number) {
  return queries.query<PassEntry>(
    `SELECT entry, device, structure, kind, cheque, units, target, proof, conformance,
       conformance IS DISTINCT FROM 'not-conformant' AS effective
     FROM entries WHERE programme = $1 AND batch = $2 AND pass = $3 ORDER BY pass_order`,
    [programme, batch, pass],
  )
}

function isUndo(entry: PassEntry): boolean {
  return (entry.kind === 'void' || entry.kind === 'handover-undo') && entry.effective
}

function claimOf(entry: PassEntry, undone: ReadonlySet<string | null>): RecordedClaim {
  return {
    id: entry.entry,
    units: entry.units,
    cheque: entry.cheque,
    conformance: entry.conformance ?? 'undecided',
    voided: undone.has(entry.entry),
  }
}
