import type { Batch } from '#domain/batch.ts'
import type { PassKey } from '#domain/family.ts'
import type { Programme } from '#domain/programme.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Structure } from '#domain/structure.ts'
import { equalBytes, type Bytes } from '#protocol/bytes.ts'
import { openChainEnd } from '#protocol/journal-entry.ts'
import type { PushAnswer, PushRequest, SentEntry } from '#protocol/push.ts'
import type { EntryOutcome } from '#protocol/outcome.ts'
import type { Device } from '../access/devices.ts'
import { publicKeyOf } from '../access/public-keys.ts'
import type { Queries } from '../database/database.ts'
import { findProgramme, listBatches } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { knowledgeAtHead, structureOfDevice, type HeadKnowledge } from '../publishing/knowledge-at-head.ts'
import { arrivalsOf, type Arrival } from './arrival.ts'
import { lockFamilies } from './families.ts'
import { outcomeOfEntry } from './outcomes.ts'
import { readEntry, unreadEntry, type ReadEntry } from './read-entry.ts'
import { lockStock } from './record-stock.ts'
import type { Chain, RecordContext } from './record-context.ts'
import { holdUnrecordable, recordEntry, type Step } from './record-entry.ts'
import { witnessStore, type StoreWitness } from './store-witness.ts'

export type EntryAnswer = {
  readonly hash: Bytes
  readonly answer: PushAnswer
  readonly reason: string
  readonly outcome: EntryOutcome | null
  readonly late?: boolean
}

export type Recorded = { readonly answers: readonly EntryAnswer[]; readonly chain: Chain }

/** Records what a device did, once, when its signature over the end of its chain vouches for it. */
export async function recordPush(
  installation: Installation,
  device: Device,
  request: PushRequest,
): Promise<Result<Recorded, 'bad-chain-end'>> {
  const entries = await readEntries(installation, device, request.entries)
  const end = await openChainEnd(request.chainEnd, await publicKeyOf(device.publicKey))
  const last = entries.at(-1)
  if (!end.ok || end.value.device !== device.device) return fail('bad-chain-end')
  if (last && !equalBytes(last.hash, end.value.hash)) return fail('bad-chain-end')
  return ok(await recordEntries(installation, device, arrivalsOf(entries, end.value.sequence)))
}

export async function readEntries(
  installation: Installation,
  { programme }: Pick<Device, 'programme'>,
  sent: readonly SentEntry[],
): Promise<readonly ReadEntry[]> {
  const { database, isOfStore } = witnessStore(installation.database)
  const batches = await listBatches(database, programme)
  const context = { programme, batches }
  return Promise.all(
    sent.map((entry) =>
      readEntry({ ...installation, database }, context, entry).catch((error: unknown) => {
        if (isOfStore(error)) throw error
        return unreadEntry(entry)
      }),
    ),
  )
}

/**
 * Records entries that their device vouches for. Everything is read and proven before the transaction; in it, the batches
 * whose stock moves are locked, then passes, then what no head has announced of both, then the device's chain, always in
 * the same order. One bad entry never rolls back the others: when the whole batch fails, each entry is tried alone and the
 * bad one is held for a person, whether the store cannot take it or our own rules cannot say what it is. Only what the
 * store or the world is short of is tried again.
 */
export async function recordEntries(
  installation: Installation,
  device: Device,
  arrivals: readonly Arrival[],
): Promise<Recorded> {
  const witness = witnessStore(installation.database)
  const { database } = witness
  const context = await contextOf({ ...installation, database }, device)
  const entries = arrivals.map(({ entry }) => entry)
  const knowledge = await knowledgeOfEntries({ ...installation, database }, witness, device, entries)
  const known = { ...context, knowledge }
  try {
    return await database.transaction((queries) => recordAll(queries, known, arrivals))
  } catch (error) {
    if (arrivals.length <= 1 && !isEntryFault(witness, error)) throw error
    return recordOneByOne(witness, known, arrivals)
  }
}

async function recordOneByOne(
  witness: StoreWitness,
  context: RecordContext,
  arrivals: readonly Arrival[],
): Promise<Recorded> {
  const { database } = witness
  const answers: EntryAnswer[] = []
  for (const arrival of arrivals) {
    try {
      const one = await database.transaction((queries) => recordAll(queries, context, [arrival]))
      answers.push(...one.answers)
    } catch (error) {
      if (!isEntryFault(witness, error)) throw error
      const { answer, reason } = await database.transaction(async (queries) => {
        const { chain } = await lockChain(queries, context.device.device)
        return holdUnrecordable(queries, context, chain, arrival)
      })
      answers.push({ hash: arrival.entry.hash, answer, reason, outcome: null })
    }
  }
  const { chain } = await database.transaction((queries) => lockChain(queries, context.device.device))
  return { answers, chain }
}

async function recordAll(
  queries: Queries,
  context: RecordContext,
  arrivals: readonly Arrival[],
): Promise<Recorded> {
  const entries = arrivals.map(({ entry }) => entry)
  const stock = await lockStock(queries, context.programme.number, entries)
  await lockFamilies(queries, context.programme.number, await codesOf(queries, context, entries), stock)
  const locked = await lockChain(queries, context.device.device)
  // Revoked since it signed this request: what counts is what its row says now.
  const acting = { ...context, device: { ...context.device, revoked: locked.revoked } }
  let chain: Chain = locked.chain
  const steps: Step[] = []
  for (const arrival of arrivals) {
    const step = await recordEntry(queries, acting, chain, arrival)
    chain = step.chain
    steps.push(step)
  }
  const answers: EntryAnswer[] = []
  for (const [index, { answer, reason, late = false }] of steps.entries()) {
    const entry = entries[index]
    if (!entry) continue
    const id = entry.content?.entry.id
    const outcome = id
      ? await outcomeOfEntry(queries, context.programme.number, { id, hash: entry.hash })
      : null
    answers.push({ hash: entry.hash, answer, reason, outcome, ...(late && { late }) })
  }
  return { answers, chain }
}

async function contextOf(
  installation: Installation,
  device: Device,
): Promise<Omit<RecordContext, 'knowledge'>> {
  const { database } = installation
  const programme: Programme | undefined = await findProgramme(database, device.programme)
  if (!programme) throw new Error(`programme ${device.programme} is not loaded`)
  const batches: readonly Batch[] = await listBatches(database, device.programme)
  const structure: Structure = await structureOfDevice(installation, device.structure)
  return { device, programme, structure, batches, at: installation.now() }
}

/**
 * The files of every cited head, read before the transaction: they never change. A head that can no longer be put
 * together is left out: only the acts that are judged by it are held.
 */
async function knowledgeOfEntries(
  installation: Installation,
  { isOfStore }: StoreWitness,
  { programme }: Device,
  entries: readonly ReadEntry[],
): Promise<ReadonlyMap<number, HeadKnowledge>> {
  const heads = new Set(entries.map((entry) => entry.content?.entry.head ?? 0))
  const known = new Map<number, HeadKnowledge>()
  for (const head of heads) {
    try {
      known.set(head, await knowledgeAtHead(installation, programme, head))
    } catch (error) {
      if (isOfStore(error)) throw error
    }
  }
  return known
}

/** The passes that a push may change: those that its entries name, and those of the entries that they refer to. */
async function codesOf(
  queries: Queries,
  context: RecordContext,
  entries: readonly ReadEntry[],
): Promise<readonly PassKey[]> {
  const contents = entries.flatMap(({ content }) => content ?? [])
  const codes = contents.flatMap(({ code, former }) => [code ?? [], former?.code ?? []].flat())
  const named = contents.flatMap(({ target, handover, former }) => [target, handover, former?.handover])
  const targets = named.filter((entry) => entry !== undefined)
  if (targets.length === 0) return codes
  const rows = await queries.query<PassKey>(
    'SELECT batch, pass FROM entries WHERE programme = $1 AND entry = ANY($2::text[]) AND batch IS NOT NULL',
    [context.programme.number, targets],
  )
  return [...codes, ...rows]
}

async function lockChain(
  queries: Queries,
  device: string,
): Promise<{ readonly chain: Chain; readonly revoked: boolean }> {
  const [row] = await queries.query<{
    last_sequence: number
    last_hash: Uint8Array
    last_cited_head: number
    revoked: boolean
  }>(
    'SELECT last_sequence, last_hash, last_cited_head, revoked_at IS NOT NULL AS revoked FROM devices WHERE device = $1 FOR UPDATE',
    [device],
  )
  if (!row) throw new Error(`device ${device} vanished`)
  const { last_sequence: sequence, last_cited_head: citedHead, revoked } = row
  return { chain: { sequence, hash: new Uint8Array(row.last_hash), citedHead }, revoked }
}

/** The store cannot take a value that the entry brought, or our own rules break on it: not the world's fault. */
function isEntryFault({ isOfStore }: StoreWitness, error: unknown): boolean {
  if (!isOfStore(error)) return true
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('22') || code.startsWith('23')
}
