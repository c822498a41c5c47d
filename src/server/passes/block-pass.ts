import { isBlockedNow, type BlockAct } from '#domain/block.ts'
import { isSpare, printedPasses, type Batch } from '#domain/batch.ts'
import { areAlike, comparePasses, isSamePass, type PassKey } from '#domain/family.ts'
import type { Programme } from '#domain/programme.ts'
import type { BlockAnswer, ReplacementAnswer } from '#protocol/manage/passes.ts'
import type { Queries } from '../database/database.ts'
import { writeAudit, type ChangedBy } from '../directory/audit-trail.ts'
import { findBatch } from '../directory/programmes.ts'
import { newUuid, type Installation } from '../installation.ts'
import { recordBlock, recordReplacement } from '../ledger/apply-act.ts'
import { familyOfPass, lockFamilies } from '../ledger/families.ts'
import { recomputePass } from '../ledger/recompute-pass.ts'

/** From now on no venue that can know it takes the pass; or again takes it. */
export async function blockPass(
  installation: Installation,
  programme: Programme,
  key: PassKey,
  act: 'block' | 'unblock',
  by: ChangedBy,
): Promise<BlockAnswer> {
  const blocks = act === 'block'
  return installation.database.transaction(async (queries) => {
    const batch = await batchOfPass(queries, programme.number, key)
    if (!batch) return { type: 'refused', reason: 'unknown-pass' }
    await lockFamilies(queries, programme.number, [key])
    const known = await blocksOf(queries, programme.number, key)
    const before = isBlockedNow(known)
    if (before === blocks) return { type: blocks ? 'already-blocked' : 'not-blocked' }
    // Whoever decides here knows of all that was said: their word comes after it.
    const at = known.reduce((after, said) => Math.max(after, said.at + 1), installation.now())
    const said = { id: newUuid(installation), at, blocks, device: by.device, why: by.why }
    await recordBlock(queries, programme.number, key, said)
    await recomputePass(queries, programme, { batch, pass: key.pass }, at)
    const change = { act: `${act}-pass`, subject: nameOf(key), before: before ? 'blocked' : '', after: act }
    await writeAudit(queries, installation, programme.number, by, change)
    return { type: blocks ? 'blocked' : 'unblocked' }
  })
}

/** One pass is given in the place of another: what is left moves to it, and the other is closed. */
export async function replacePass(
  installation: Installation,
  programme: Programme,
  former: PassKey,
  newer: PassKey,
  by: ChangedBy,
): Promise<ReplacementAnswer> {
  const at = installation.now()
  return installation.database.transaction(async (queries) => {
    const formerBatch = await batchOfPass(queries, programme.number, former)
    const batch = await batchOfPass(queries, programme.number, newer)
    if (!formerBatch || !batch) return { type: 'refused', reason: 'unknown-pass' }
    await lockFamilies(queries, programme.number, [former, newer].sort(comparePasses))
    const fault =
      !areAlike(formerBatch, batch) || isSamePass(former, newer)
        ? 'not-alike'
        : await replacementFault(queries, programme.number, former, newer, batch)
    if (fault) return { type: 'refused', reason: fault }
    const said = { id: newUuid(installation), at, device: by.device, why: by.why }
    await recordReplacement(queries, programme.number, { former, newer }, said)
    await recomputePass(queries, programme, { batch, pass: newer.pass }, at)
    const change = { act: 'replace-pass', subject: nameOf(former), before: '', after: nameOf(newer) }
    await writeAudit(queries, installation, programme.number, by, change)
    return { type: 'replaced' }
  })
}

/** A block or an unblocking with who said it, and when the server recorded it: at once for what a manager says. */
type SaidBlock = BlockAct & {
  readonly recordedAt: number
  readonly deviceName: string
  readonly structure: string
  readonly why: string
}

/** Every time that a pass was blocked or unblocked, by its own time. */
export async function blocksOf(
  queries: Queries,
  programme: number,
  { batch, pass }: PassKey,
): Promise<readonly SaidBlock[]> {
  return queries.query(
    `SELECT b.at, b.blocks, b.why, b.device, a.sequence, coalesce(a.recorded_at, b.at) AS "recordedAt",
       coalesce(a.structure, d.structure) AS structure, d.name AS "deviceName" FROM blocks b
     JOIN devices d ON d.device = b.device
     LEFT JOIN entries a ON a.programme = b.programme AND a.entry = b.id
     WHERE b.programme = $1 AND b.batch = $2 AND b.pass = $3 ORDER BY b.at, a.sequence, b.id`,
    [programme, batch, pass],
  )
}

async function batchOfPass(
  queries: Queries,
  programme: number,
  { batch: number, pass }: PassKey,
): Promise<Batch | undefined> {
  const batch = await findBatch(queries, programme, number)
  return batch && pass < printedPasses(batch) ? batch : undefined
}

async function replacementFault(
  queries: Queries,
  programme: number,
  former: PassKey,
  newer: PassKey,
  batch: Batch,
): Promise<'not-opened' | 'already-handed-over' | 'already-replaced' | undefined> {
  if (!batch.opened) return 'not-opened'
  const family = await familyOfPass(queries, programme, former)
  const other = await familyOfPass(queries, programme, newer)
  if (!isSamePass(family.newest, former) || !isSamePass(other.newest, newer)) return 'already-replaced'
  // What was used of a spare was used by whoever got it by mistake: it is for them that it begins to count.
  const [row] = await queries.query<{ taken: boolean }>(
    `SELECT handed_over OR (used > 0 AND NOT $4::boolean) AS taken FROM passes
     WHERE programme = $1 AND batch = $2 AND pass = $3`,
    [programme, newer.batch, newer.pass, isSpare(batch, newer.pass)],
  )
  return row?.taken ? 'already-handed-over' : undefined
}

function nameOf({ batch, pass }: PassKey): string {
  return `pass/${batch}/${pass}`
}
