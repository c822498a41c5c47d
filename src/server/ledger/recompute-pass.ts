import type { Batch } from '#domain/batch.ts'
import { isSamePass, type Family, type PassKey } from '#domain/family.ts'
import { decideOutcomes, usedBy, type Outcome } from '#domain/outcome.ts'
import { reasonOf } from '#domain/outcome-reason.ts'
import { untouchedPass, type PassState } from '#domain/pass.ts'
import type { Programme } from '#domain/programme.ts'
import type { Queries } from '../database/database.ts'
import { findBatch } from '../directory/programmes.ts'
import { actsOfFamily, type FamilyActs } from './claims-of-family.ts'
import { familyOfPass } from './families.ts'
import { settleOutcome } from './settle-outcome.ts'

export type TouchedPass = { readonly batch: Batch; readonly pass: number }

/**
 * Decides the outcomes of a pass and of its family again, from all that is known of them, and writes only what
 * changed: outcomes with their money and cases, and the lines of the passes in the lists. Their rows are locked by the
 * caller.
 */
export async function recomputePass(
  queries: Queries,
  programme: Programme,
  touched: TouchedPass,
  at: number,
): Promise<void> {
  const key = { batch: touched.batch.number, pass: touched.pass }
  const family = await familyOfPass(queries, programme.number, key)
  const batchOf = await batchesOf(queries, programme.number, touched.batch, family)
  const acts = await actsOfFamily(queries, programme.number, family, batchOf)
  const opened = await areOpened(queries, programme.number, [
    ...new Set(family.members.map(({ batch }) => batchOf(batch))),
  ])
  const pass = {
    units: touched.batch.units,
    handedOver: (acts.handedOver || family.members.length > 1) && opened,
  }
  const decided = decideOutcomes(pass, acts.claims)
  const outcomes = new Map<string, Outcome>()
  for (const claim of acts.claims) {
    const outcome = decided.get(claim.id)
    if (!outcome) continue
    const line = { claim, order: batchOf(claim.batch).order }
    const reasoned = { ...outcome, reason: reasonOf(pass, claim, outcome) }
    outcomes.set(claim.id, await settleOutcome(queries, programme, line, reasoned, at))
  }
  await listPasses(queries, programme.number, {
    family,
    acts,
    batchOf,
    handedOver: pass.handedOver,
    outcomes,
  })
}

/** Nothing of a batch that is not opened is funded yet: its redemptions wait, and are decided when it opens. */
async function areOpened(queries: Queries, programme: number, batches: readonly Batch[]): Promise<boolean> {
  const closed = batches.filter(({ opened }) => !opened)
  if (closed.length === 0) return true
  const rows = await queries.query<{ opened: boolean }>(
    'SELECT opened_at IS NOT NULL AS opened FROM batches WHERE programme = $1 AND batch = ANY($2) FOR SHARE',
    [programme, closed.map(({ number }) => number)],
  )
  return rows.every(({ opened }) => opened)
}

async function batchesOf(
  queries: Queries,
  programme: number,
  touched: Batch,
  { members }: Family,
): Promise<(number: number) => Batch> {
  const batches = new Map([[touched.number, touched]])
  for (const { batch: number } of members) {
    const batch = batches.get(number) ?? (await findBatch(queries, programme, number))
    if (batch) batches.set(number, batch)
  }
  return (number) => {
    const batch = batches.get(number)
    if (!batch) throw new Error(`batch ${number} has passes and no row`)
    return batch
  }
}

type Listed = {
  readonly family: Family
  readonly acts: FamilyActs
  readonly batchOf: (number: number) => Batch
  readonly handedOver: boolean
  readonly outcomes: ReadonlyMap<string, Outcome>
}

/** What was used of a family is counted on its newest pass, once; those that it replaced are closed. */
async function listPasses(queries: Queries, programme: number, listed: Listed): Promise<void> {
  const { family, acts, outcomes } = listed
  const { used, cheques } = usedBy(acts.claims, outcomes)
  for (const key of family.members) {
    const isNewest = isSamePass(key, family.newest)
    const row = [
      isNewest ? await stateOf(queries, programme, key, listed) : 'closed',
      isNewest ? Math.min(used, listed.batchOf(key.batch).units) : 0,
      isNewest ? [...cheques].sort((a, b) => a - b) : [],
      isNewest && listed.handedOver,
    ]
    await writePass(queries, [programme, key.batch, key.pass, ...row])
  }
}

/** A line that changes is in the next head's list. */
async function writePass(queries: Queries, row: readonly unknown[]): Promise<void> {
  await queries.query(
    `WITH written AS (
       UPDATE passes SET state = $4, used = $5, cheques = $6, handed_over = $7, acts = acts + 1
       WHERE programme = $1 AND batch = $2 AND pass = $3
         AND (state, used, cheques, handed_over) IS DISTINCT FROM ($4::text, $5::integer, $6::integer[], $7::boolean)
       RETURNING acts)
     INSERT INTO pass_changes (programme, change, batch)
     SELECT $1, 'pass/' || $2::integer || '/' || $3::integer || '/' || acts, $2 FROM written`,
    row,
  )
}

async function stateOf(
  queries: Queries,
  programme: number,
  key: PassKey,
  { family, acts, batchOf, handedOver }: Listed,
): Promise<PassState> {
  if (acts.isBlocked(key)) return 'suspended'
  if (!handedOver) return untouchedPass(batchOf(key.batch), key.pass).state
  const open = await queries.query(
    `SELECT c.entry FROM cases c
     JOIN unnest($2::integer[], $3::integer[]) AS p (batch, pass) ON c.batch = p.batch AND c.pass = p.pass
     WHERE c.programme = $1 AND c.kind = 'honoured' AND c.closed_at IS NULL LIMIT 1`,
    [programme, family.members.map(({ batch }) => batch), family.members.map(({ pass }) => pass)],
  )
  return open.length > 0 ? 'watch' : 'active'
}
