import { isSpare, type Batch } from '#domain/batch.ts'
import { isSamePass, type Family, type PassKey } from '#domain/family.ts'
import { decideOutcomes, usedBy, type Outcome } from '#domain/outcome.ts'
import { reasonOf } from '#domain/outcome-reason.ts'
import { untouchedPass, type PassState } from '#domain/pass.ts'
import type { Programme } from '#domain/programme.ts'
import type { Queries } from '../database/database.ts'
import { findBatch } from '../directory/programmes.ts'
import { actsOfFamily, type FamilyActs, type FamilyClaim } from './claims-of-family.ts'
import { familyOfPass } from './families.ts'
import { settleOutcome, type DecidedOutcome } from './settle-outcome.ts'

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
  const decided = await decideFamily(queries, programme.number, touched, 'locked')
  const outcomes = new Map<string, Outcome>()
  for (const { claim, order, outcome } of decided.lines) {
    outcomes.set(claim.id, await settleOutcome(queries, programme, { claim, order }, outcome, at))
  }
  for (const row of await rowsOf(queries, programme.number, decided, outcomes)) {
    await writePass(queries, programme.number, row)
  }
}

/** A line of a family with what it comes to, and the order that pays it. */
export type DecidedLine = {
  readonly claim: FamilyClaim
  readonly order: string
  readonly outcome: DecidedOutcome
}

export type DecidedFamily = {
  readonly family: Family
  readonly acts: FamilyActs
  readonly batchOf: (number: number) => Batch
  readonly handedOver: boolean
  readonly lines: readonly DecidedLine[]
}

/**
 * What all that is known of a pass and its family comes to; writes nothing. A spare is paid by nobody's order: it is with a
 * person only in the place of a pass that was ordered.
 */
export async function decideFamily(
  queries: Queries,
  programme: number,
  touched: TouchedPass,
  /** `locked`: a batch that is not opened stays so until the transaction ends. */
  reading: 'locked' | 'free' = 'free',
): Promise<DecidedFamily> {
  const key = { batch: touched.batch.number, pass: touched.pass }
  const family = await familyOfPass(queries, programme, key)
  const batchOf = await batchesOf(queries, programme, touched.batch, family)
  const acts = await actsOfFamily(queries, programme, family, batchOf)
  const batches = [...new Set(family.members.map(({ batch }) => batchOf(batch)))]
  const opened = await areOpened(queries, programme, batches, reading)
  const isFunded = family.members.some(({ batch, pass }) => !isSpare(batchOf(batch), pass))
  const handedOver = acts.handedOver && opened && isFunded
  const pass = { units: touched.batch.units, handedOver }
  const decided = decideOutcomes(pass, acts.claims)
  const lines = acts.claims.flatMap((claim) => {
    const outcome = decided.get(claim.id)
    if (!outcome) return []
    const reason = reasonOf(pass, claim, outcome)
    return [{ claim, order: batchOf(claim.batch).order, outcome: { ...outcome, reason } }]
  })
  return { family, acts, batchOf, handedOver, lines }
}

/** Nothing of a batch that is not opened is funded yet: its redemptions wait, and are decided when it opens. */
async function areOpened(
  queries: Queries,
  programme: number,
  batches: readonly Batch[],
  reading: 'locked' | 'free',
): Promise<boolean> {
  const closed = batches.filter(({ opened }) => !opened)
  if (closed.length === 0) return true
  const rows = await queries.query<{ opened: boolean }>(
    `SELECT opened_at IS NOT NULL AS opened FROM batches WHERE programme = $1 AND batch = ANY($2)
     ${reading === 'locked' ? 'FOR SHARE' : ''}`,
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

/** What a list says of one pass of a family. */
export type PassRow = PassKey & {
  readonly state: PassState
  readonly used: number
  readonly cheques: readonly number[]
  readonly handedOver: boolean
}

/**
 * What was used of a family is counted on its newest pass, once; those that it replaced are closed. `outcomes` are those
 * that were settled: read after them, since one may have opened a case.
 */
export async function rowsOf(
  queries: Queries,
  programme: number,
  decided: DecidedFamily,
  outcomes: ReadonlyMap<string, Outcome>,
): Promise<readonly PassRow[]> {
  const { family, acts, batchOf, handedOver } = decided
  const { used, cheques } = usedBy(acts.claims, outcomes)
  const rows: PassRow[] = []
  for (const key of family.members) {
    const { batch, pass } = key
    rows.push(
      isSamePass(key, family.newest)
        ? {
            ...{ batch, pass, handedOver },
            state: await stateOf(queries, programme, key, decided),
            used: Math.min(used, batchOf(batch).units),
            cheques: [...cheques].sort((a, b) => a - b),
          }
        : { batch, pass, state: 'closed', used: 0, cheques: [], handedOver: false },
    )
  }
  return rows
}

/** A line that changes is in the next head's list. */
async function writePass(queries: Queries, programme: number, row: PassRow): Promise<void> {
  await queries.query(
    `WITH written AS (
       UPDATE passes SET state = $4, used = $5, cheques = $6, handed_over = $7, acts = acts + 1
       WHERE programme = $1 AND batch = $2 AND pass = $3
         AND (state, used, cheques, handed_over) IS DISTINCT FROM ($4::text, $5::integer, $6::integer[], $7::boolean)
       RETURNING acts)
     INSERT INTO pass_changes (programme, change, batch, pass)
     SELECT $1, 'pass/' || $2::integer || '/' || $3::integer || '/' || acts, $2, $3 FROM written`,
    [programme, row.batch, row.pass, row.state, row.used, row.cheques, row.handedOver],
  )
}

async function stateOf(
  queries: Queries,
  programme: number,
  key: PassKey,
  { family, acts, batchOf, handedOver, lines }: DecidedFamily,
): Promise<PassState> {
  if (acts.isBlocked(key)) return 'suspended'
  if (!handedOver) return untouchedPass(batchOf(key.batch), key.pass).state
  // What a thief took behind a block says nothing against the pass that its owner holds now.
  const behindBlock = new Set(
    lines.filter(({ outcome }) => outcome.reason === 'blocked').map(({ claim }) => claim.id),
  )
  const open = await queries.query<{ entry: string }>(
    `SELECT c.entry FROM cases c
     JOIN unnest($2::integer[], $3::integer[]) AS p (batch, pass) ON c.batch = p.batch AND c.pass = p.pass
     WHERE c.programme = $1 AND c.kind = 'honoured' AND c.closed_at IS NULL`,
    [programme, family.members.map(({ batch }) => batch), family.members.map(({ pass }) => pass)],
  )
  return open.some(({ entry }) => !behindBlock.has(entry)) ? 'watch' : 'active'
}
