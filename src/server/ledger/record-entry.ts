import type { PrintedCode } from '#domain/batch.ts'
import type { Conformance } from '#domain/conformance.ts'
import type { OutcomeType } from '#domain/outcome.ts'
import { equalBytes } from '#protocol/bytes.ts'
import { isKnownKind } from '#protocol/journal-entry.ts'
import type { PushAnswer } from '#protocol/push.ts'
import type { Queries } from '../database/database.ts'
import { actTime } from './act-time.ts'
import { openCase } from './cases.ts'
import { holdEntry, type HoldReason } from './hold-entry.ts'
import { judgeRedemption } from './judge-redemption.ts'
import { recordOutcome } from './outcomes.ts'
import type { EntryContent, ReadEntry } from './read-entry.ts'
import { recomputePass } from './recompute-pass.ts'
import type { Chain, RecordContext } from './record-context.ts'

type Step = { readonly answer: PushAnswer; readonly reason: HoldReason | ''; readonly chain: Chain }

/** Its neighbours in the same push. */
type Beside = { readonly before: ReadEntry | undefined; readonly next: ReadEntry | undefined }

/** One entry, in the order of its chain: recorded, known already, or held for a person; never dropped. */
export async function recordEntry(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  entry: ReadEntry,
  beside: Beside,
): Promise<Step> {
  const { content } = entry
  const before = await answeredBefore(queries, context, entry)
  if (before) return { ...before, chain }
  if (!content) return holdUnreadable(queries, context, chain, entry, beside)
  const fault = await chainFault(queries, context, chain, entry, content)
  if (fault === 'same-id') return hold(queries, context, chain, entry, fault)
  if (fault) {
    await holdEntry(queries, context, entry, fault)
    return { answer: 'held', reason: fault, chain }
  }
  if (context.device.revoked) return hold(queries, context, chain, entry, 'revoked')

  const target = content.target === undefined ? undefined : await findTarget(queries, context, content.target)
  const code = content.code ?? target
  const conformance = await conformanceOf(queries, context, chain, content, target)
  await insertEntry(queries, context, entry, content, code, conformance)
  await releaseGap(queries, context, entry)
  await keepPersonalPart(queries, context, entry, content)
  const advanced = await advanceChain(queries, context, chain, entry, content)
  await decideOutcome(queries, context, content, { code, conformance })
  return { answer: 'recorded', reason: '', chain: advanced }
}

/** The same bytes again are known; where they are kept aside, the answer says so again: the first may be lost. */
async function answeredBefore(
  queries: Queries,
  context: RecordContext,
  entry: ReadEntry,
): Promise<Omit<Step, 'chain'> | undefined> {
  const { programme, device } = context
  const [found] = await queries.query<{ reason: HoldReason | '' }>(
    `SELECT '' AS reason FROM entries WHERE programme = $1 AND device = $2 AND hash = $3
     UNION ALL
     SELECT reason FROM held_entries WHERE programme = $1 AND device = $2 AND hash = $3 AND reason <> 'gap'`,
    [programme.number, device.device, entry.hash],
  )
  if (!found) return undefined
  const { reason } = found
  if (reason === '') return { answer: 'known', reason }
  return { answer: neverRead.includes(reason) ? 'unreadable' : 'held', reason }
}

const neverRead: readonly HoldReason[] = ['unreadable', 'damaged', 'not-recordable']

async function chainFault(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  entry: ReadEntry,
  { entry: read }: EntryContent,
): Promise<HoldReason | undefined> {
  if (read.device !== context.device.device) return 'other-device'
  if (read.sequence > chain.sequence + 1) return 'gap'
  if (read.sequence <= chain.sequence || !equalBytes(read.previous, chain.hash)) return 'fork'
  const sameId = await queries.query('SELECT hash FROM entries WHERE programme = $1 AND entry = $2', [
    context.programme.number,
    read.id,
  ])
  return sameId.length > 0 ? 'same-id' : undefined
}

/**
 * Bytes that cannot be read stand in the chain when the entry before them is its end and the next one names them as its
 * previous one.
 */
async function holdUnreadable(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  entry: ReadEntry,
  { before, next }: Beside,
): Promise<Step> {
  const isFollowed = !next?.content || equalBytes(next.content.entry.previous, entry.hash)
  const inChain = isFollowed && (!before || equalBytes(before.hash, chain.hash))
  const reason = entry.damaged ? 'damaged' : 'unreadable'
  const advanced = await holdEntry(queries, context, entry, reason, inChain ? chain : undefined)
  return { answer: 'unreadable', reason, chain: advanced ?? chain }
}

async function hold(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  entry: ReadEntry,
  reason: HoldReason,
): Promise<Step> {
  const advanced = await holdEntry(queries, context, entry, reason, chain)
  return { answer: 'held', reason, chain: advanced ?? chain }
}

type Target = PrintedCode & { readonly device: string; readonly kind: string; readonly claimed_at: number }

async function findTarget(
  queries: Queries,
  context: RecordContext,
  target: string,
): Promise<Target | undefined> {
  const [row] = await queries.query<Target>(
    `SELECT batch, pass, cheque, device, kind, claimed_at FROM entries
     WHERE programme = $1 AND entry = $2 AND batch IS NOT NULL`,
    [context.programme.number, target],
  )
  return row
}

/**
 * An undo counts only for an act of the same device, a handover only with its proof and by a distributor; anything
 * else is kept and shown to a person.
 */
async function conformanceOf(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  content: EntryContent,
  target: Target | undefined,
): Promise<Conformance | null> {
  const { entry, code } = content
  if (entry.kind === 'void' || entry.kind === 'handover-undo') {
    const undoes = entry.kind === 'void' ? 'redemption' : 'handover'
    return target?.device === context.device.device && target.kind === undoes
      ? 'conformant'
      : 'not-conformant'
  }
  const batch = context.batches.find(({ number }) => number === code?.batch)
  if (!code || !batch) return null
  const knowledge = context.knowledge.get(entry.head)
  if (!knowledge) throw new Error(`head ${entry.head} was not read`)
  if (entry.kind === 'handover') {
    const { distributor } = knowledge.of(code, context.structure).structure
    return content.proof === 'holds' && distributor ? 'conformant' : 'not-conformant'
  }
  if (entry.kind !== 'redemption') return null
  return judgeRedemption(
    queries,
    context.device,
    context.structure,
    knowledge,
    { ...content, code, batch },
    chain.citedHead,
  )
}

async function insertEntry(
  queries: Queries,
  context: RecordContext,
  { bytes, hash }: ReadEntry,
  content: EntryContent,
  code: PrintedCode | undefined,
  conformance: Conformance | null,
): Promise<void> {
  const { entry } = content
  const order = code ? await nextOrder(queries, context, code) : null
  await queries.query(
    `INSERT INTO entries (programme, entry, device, sequence, hash, bytes, structure, kind, batch, pass, pass_order, cheque,
       units, service, target, head, verdict, proof, conformance, claimed_at, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
    [
      context.programme.number,
      entry.id,
      entry.device,
      entry.sequence,
      hash,
      bytes,
      context.structure.id,
      entry.kind,
      code?.batch ?? null,
      code?.pass ?? null,
      order,
      code?.cheque ?? 0,
      content.units,
      content.service,
      content.target ?? null,
      entry.head,
      entry.verdict,
      content.proof,
      conformance,
      actTime(entry),
      context.at,
    ],
  )
}

async function nextOrder(queries: Queries, context: RecordContext, code: PrintedCode): Promise<number> {
  const [row] = await queries.query<{ acts: number }>(
    `INSERT INTO passes VALUES ($1, $2, $3, 'not-active', 0, '{}', false, 1)
     ON CONFLICT (programme, batch, pass) DO UPDATE SET acts = passes.acts + 1 RETURNING acts`,
    [context.programme.number, code.batch, code.pass],
  )
  return row?.acts ?? 1
}

/** What waited for an earlier entry has found its place. */
async function releaseGap(queries: Queries, context: RecordContext, { hash }: ReadEntry): Promise<void> {
  await queries.query(
    "DELETE FROM held_entries WHERE programme = $1 AND device = $2 AND hash = $3 AND reason = 'gap'",
    [context.programme.number, context.device.device, hash],
  )
}

async function keepPersonalPart(
  queries: Queries,
  context: RecordContext,
  { personal }: ReadEntry,
  { entry }: EntryContent,
): Promise<void> {
  if (!personal || personal.expiresAt <= context.at) return
  await queries.query('INSERT INTO personal_parts VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [
    context.programme.number,
    entry.id,
    personal.salt,
    personal.part,
    personal.expiresAt,
  ])
}

async function advanceChain(
  queries: Queries,
  context: RecordContext,
  chain: Chain,
  { hash }: ReadEntry,
  { entry }: EntryContent,
): Promise<Chain> {
  const advanced = { sequence: entry.sequence, hash, citedHead: Math.max(chain.citedHead, entry.head) }
  await queries.query(
    'UPDATE devices SET last_sequence = $2, last_hash = $3, last_cited_head = $4 WHERE device = $1',
    [context.device.device, advanced.sequence, advanced.hash, advanced.citedHead],
  )
  return advanced
}

/** Money moves by recomputing the pass; what moves none gets its word here. */
async function decideOutcome(
  queries: Queries,
  context: RecordContext,
  content: EntryContent,
  decided: { readonly code: PrintedCode | undefined; readonly conformance: Conformance | null },
): Promise<void> {
  const { entry } = content
  const { code } = decided
  if (entry.kind !== 'redemption' || !code) {
    const { type, reason } = await wordOf(queries, context, content, decided)
    const change = {
      batch: code?.batch ?? null,
      device: entry.device,
      entry: entry.id,
      number: 1,
      at: context.at,
    }
    await recordOutcome(queries, context.programme.number, change, {
      type,
      reason,
      coveredUnits: 0,
      honouredUnits: 0,
    })
    if (type === 'flagged' || type === 'held') {
      const where = { batch: code?.batch ?? null, pass: code?.pass ?? null }
      await openCase(queries, context.programme.number, {
        entry: entry.id,
        kind: type,
        ...where,
        at: context.at,
      })
    }
  }
  const batch = context.batches.find(({ number }) => number === code?.batch)
  if (!code || !batch || entry.kind === 'refusal') return
  await recomputePass(queries, context.programme, { batch, pass: code.pass }, context.at)
}

async function wordOf(
  queries: Queries,
  context: RecordContext,
  { entry, flags, proof, code }: EntryContent,
  { conformance }: { readonly conformance: Conformance | null },
): Promise<{ readonly type: OutcomeType; readonly reason: string }> {
  if (!isKnownKind(entry.kind)) return { type: 'held', reason: 'unknown-kind' }
  if (entry.kind === 'redemption') return { type: 'held', reason: 'unknown-pass' }
  if (entry.kind === 'refusal') return { type: 'noted', reason: '' }
  if (entry.kind !== 'handover') {
    return conformance === 'conformant'
      ? { type: 'noted', reason: '' }
      : { type: 'flagged', reason: 'not-its-own-act' }
  }
  if (!code) return { type: 'held', reason: 'unknown-pass' }
  if (proof === 'fails') return { type: 'flagged', reason: 'proof-fails' }
  if (conformance === 'not-conformant') return { type: 'flagged', reason: 'not-a-distributor' }
  const others = await queries.query(
    `SELECT h.entry FROM entries h WHERE h.programme = $1 AND h.batch = $2 AND h.pass = $3 AND h.kind = 'handover'
       AND h.entry <> $4 AND NOT EXISTS (SELECT 1 FROM entries u WHERE u.programme = $1 AND u.target = h.entry)`,
    [context.programme.number, code.batch, code.pass, entry.id],
  )
  if (others.length > 0) return { type: 'flagged', reason: 'already-handed-over' }
  return flags[0] === undefined ? { type: 'noted', reason: '' } : { type: 'flagged', reason: flags[0] }
}
