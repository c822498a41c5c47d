import type { PrintedCode } from '#domain/batch.ts'
import type { PassKey } from '#domain/family.ts'
import type { Instant } from '#domain/instant.ts'
import type { OwnActs } from '#domain/knowledge.ts'
import type { VerdictType } from '#domain/verdict.ts'
import type { Bytes } from '#protocol/bytes.ts'
import {
  encodeEntry,
  entryHash,
  noPrevious,
  type EntryBodies,
  type EntryKind,
  type PersonalPart,
} from '#protocol/journal-entry.ts'
import { uuidV7, type Uuid } from '#protocol/uuid.ts'
import { savedActs } from './act-under-way.ts'
import { deviceClock, type DeviceClock } from './clock.ts'
import type { SeenPass, Store } from './database.ts'
import { earliestNow } from './earliest-now.ts'
import type { Enrolment } from './enrolment.ts'
import { actingFor } from './incarnations.ts'
import { listsOf, loadKnowledge, type HeldKnowledge } from './knowledge.ts'
import { entryOf } from './list-entries.ts'
import { asNotSaved, isStoreFailure, notSaved, type NotSaved, type NotSavedReason } from './not-saved.ts'
import { readOwnActs } from './own-acts.ts'
import { restoreStore } from './restore-store.ts'
import type { StoredEntry } from './stored-entry.ts'
import { answerBefore } from './time-limit.ts'

/** What a command may read and write inside the one transaction of an act. */
export type Turn = {
  readonly held: HeldKnowledge
  readonly clock: DeviceClock
  readonly ownActs: (code: PrintedCode | null) => Promise<OwnActs>
  readonly entry: (id: Uuid) => Promise<StoredEntry | undefined>
  readonly append: <Kind extends EntryKind>(act: Act<Kind>) => Promise<StoredEntry>
  readonly see: (pass: Omit<SeenPass, 'device' | 'at'>) => Promise<void>
}

export type Act<Kind extends EntryKind> = {
  readonly kind: Kind
  readonly body: EntryBodies[Kind]
  /** The verdict that was shown, for a redemption. */
  readonly verdict?: VerdictType
  readonly pass?: PrintedCode | undefined
  /** Of an act that is about many passes of one batch. */
  readonly batch?: number
  readonly units?: number
  readonly service?: string
  readonly reason?: string
  readonly undoes?: StoredEntry
  /** The pass in whose place this one is given. */
  readonly former?: PassKey | undefined
  readonly personal?: PersonalPart | undefined
}

/**
 * The act of a person: one flushed transaction reads the chain's end and what the device did, decides, hashes and
 * appends. Resolves when it is complete; rejects with `NotSaved` when not one byte of it is in the store.
 * `decide` may await nothing but the turn: IndexedDB commits a transaction that waits for anything else.
 */
export async function actInJournal<Answer>(
  store: Store,
  device: Uuid,
  now: () => Instant,
  decide: (turn: Turn) => Promise<Answer>,
  /** An undo stands in the chain of what it undoes, also where another device goes on for it. */
  kind: 'act' | 'undo' = 'act',
): Promise<Answer> {
  const done = savedActs.begin()
  // Who tapped: the tablet may be locked before the act is written.
  const atWork = store.atWork.current()
  const attempt = () => tryAct(store, { device, atWork }, now, decide, kind)
  try {
    const first = await attempt()
    const acted = 'answer' in first || !first.again ? first : await attempt()
    if ('answer' in acted) return acted.answer
    throw acted.failure
  } finally {
    done()
  }
}

/** What a store that failed leaves: nothing of the act. `again`: on the handle that was opened since, it may go well. */
type Failed = { readonly failure: NotSaved; readonly again: boolean }

async function tryAct<Answer>(
  store: Store,
  { device, atWork }: { readonly device: Uuid; readonly atWork: Uuid | undefined },
  now: () => Instant,
  decide: (turn: Turn) => Promise<Answer>,
  kind: 'act' | 'undo',
): Promise<{ readonly answer: Answer } | Failed> {
  for (;;) {
    const loaded = await loadWithin(store, device, now)
    if ('failure' in loaded) return loaded
    const { acting, held } = loaded
    if (!held) throw notSaved(whyNothing(await store.enrolments.get(acting)))
    const chains = { acting, writing: kind === 'undo' ? device : acting, atWork }
    const acted = await takeTurn(store, chains, held, now, decide)
    if (acted !== changedMeanwhile) return acted
  }
}

/** How long a store may be silent before it counts as dead, in milliseconds: iOS kills it behind the page's back. */
export const silentWithin = 10_000

type Loaded = { readonly acting: Uuid; readonly held: HeldKnowledge | undefined }

async function loadWithin(store: Store, device: Uuid, now: () => Instant): Promise<Loaded | Failed> {
  const loaded = load(store, device).then(
    (held): Loaded | { readonly failure: NotSaved } => held,
    (error: unknown) => ({ failure: asNotSaved(error) }),
  )
  const read = await answerBefore<Awaited<typeof loaded>>(loaded, silentWithin, {
    failure: notSaved('store-closed'),
  })
  if ('acting' in read) return read
  if (!isStoreFailure(read.failure)) throw read.failure
  const { room, failure } = await restoreStore(store, read.failure, now)
  return { failure, again: room }
}

async function load(store: Store, device: Uuid): Promise<Loaded> {
  const acting = await actingFor(store, device)
  return { acting, held: await loadKnowledge(store, acting) }
}

/**
 * A pull has stored another head since this one was loaded, or has made this tablet go on as another device: an entry
 * never cites an older head than the newest, and stands in the chain of the device that acts.
 */
const changedMeanwhile = Symbol('changed meanwhile')

/** The device whose knowledge decides, the one in whose chain the act stands, and who tapped. */
type Chains = { readonly acting: Uuid; readonly writing: Uuid; readonly atWork: Uuid | undefined }

type Acted<Answer> = { readonly answer: Answer } | typeof changedMeanwhile

/**
 * A connection that is lost while the transaction commits leaves open whether it did. So what was appended is looked
 * for in the store once that is opened again: only what is not there was not saved. A transaction that is silent, as
 * opposed to one that has failed, may still commit: nothing is tried again beside it.
 */
async function takeTurn<Answer>(
  store: Store,
  chains: Chains,
  held: HeldKnowledge,
  now: () => Instant,
  decide: (turn: Turn) => Promise<Answer>,
): Promise<Acted<Answer> | Failed> {
  const written: Written<Answer> = { last: undefined, answer: undefined, abort: undefined }
  const turned = turnInTransaction(store, chains, held, now, decide, written).then(
    (acted): Ended<Answer> => ({ acted }),
    (error: unknown): Ended<Answer> => ({ failure: asNotSaved(error) }),
  )
  const silent = { failure: notSaved('store-closed') }
  const ended = await answerBefore(turned, silentWithin, silent)
  if ('acted' in ended) return ended.acted
  if (!isStoreFailure(ended.failure)) throw ended.failure
  written.abort?.()
  const restored = await restoreStore(store, ended.failure, now)
  if (restored.open && written.last && written.answer && (await isStored(store, written.last)))
    return written.answer
  return { failure: restored.failure, again: restored.room && ended !== silent }
}

type Ended<Answer> = { readonly acted: Acted<Answer> } | { readonly failure: NotSaved }

/** What a transaction has decided before it is known whether it is complete. */
type Written<Answer> = {
  last: StoredEntry | undefined
  answer: { readonly answer: Answer } | undefined
  abort: (() => void) | undefined
}

async function isStored(store: Store, { device, sequence, id }: StoredEntry): Promise<boolean> {
  const found = store.entries.get([device, sequence]).then((row) => row?.id === id)
  return answerBefore(found, silentWithin, false)
}

async function turnInTransaction<Answer>(
  store: Store,
  { acting, writing, atWork }: Chains,
  held: HeldKnowledge,
  now: () => Instant,
  decide: (turn: Turn) => Promise<Answer>,
  written: Written<Answer>,
): Promise<Acted<Answer>> {
  const { enrolments, heads, entries, passes } = store
  return store.transaction('rw', enrolments, heads, entries, passes, async (transaction) => {
    written.abort = () => transaction.abort()
    const enrolment = await enrolments.get(writing)
    const actor = await enrolments.get(acting)
    if (actor?.replacedBy !== undefined) return changedMeanwhile
    const stored = await heads.get(acting)
    if (!enrolment || !stored) throw notSaved(whyNothing(enrolment))
    if (stored.head.issuedAt !== held.head.issuedAt || stored.head.number !== held.head.number)
      return changedMeanwhile
    const turn = turnOf(store, { enrolment, operator: operatorOf(actor, atWork) }, held, now)
    const append: Turn['append'] = async (act) => (written.last = await turn.append(act))
    written.answer = { answer: await decide({ ...turn, append }) }
    return written.answer
  })
}

function whyNothing(enrolment: Enrolment | undefined): NotSavedReason {
  if (!enrolment) return 'not-enrolled'
  return enrolment.revoked ? 'revoked' : 'nothing-known'
}

/** In whose chain an act stands, and who of those that share the tablet does it. */
type Writer = { readonly enrolment: Enrolment; readonly operator: Uuid | undefined }

/** Undefined on a tablet that nobody shares, and for what the app does while it is locked. */
function operatorOf(actor: Enrolment | undefined, atWork: Uuid | undefined): Uuid | undefined {
  return actor?.operators?.some(({ id }) => id === atWork) ? atWork : undefined
}

function turnOf(store: Store, writer: Writer, held: HeldKnowledge, now: () => Instant): Turn {
  const { enrolment } = writer
  const { device } = enrolment
  const clock = deviceClock(enrolment, now, earliestNow(store, enrolment))
  return {
    held,
    clock,
    ownActs: (code) => readOwnActs(store, device, code, listsOf(held)),
    entry: (id) => entryOf(store, device, id),
    append: (act) => append(store, writer, { clock, head: held.head.number }, act),
    see: async (pass) => void (await store.passes.put({ ...pass, device, at: held.head.issuedAt })),
  }
}

/** No list will ever show them. */
const changesNoList: readonly EntryKind[] = ['refusal', 'incident', 'stock-count']

async function append<Kind extends EntryKind>(
  store: Store,
  { enrolment, operator }: Writer,
  decided: { readonly clock: DeviceClock; readonly head: number },
  act: Act<Kind>,
): Promise<StoredEntry> {
  const { device } = enrolment
  const end = await chainEndOf(store, device)
  const sequence = end.sequence + 1
  const { at, deviceTime, offset } = decided.clock
  const id = uuidV7(at, store.random(10))
  const bytes = encodeEntry({
    id,
    device,
    sequence,
    previous: end.hash,
    deviceTime,
    // The server could else prove by it what the device could not say.
    clockOffset: act.verdict === 'deferred:clock-unverified' ? null : offset,
    head: decided.head,
    kind: act.kind,
    body: operator ? { operator, ...act.body } : act.body,
    verdict: act.verdict ?? null,
  })
  const row: StoredEntry = {
    device,
    sequence,
    id,
    bytes,
    hash: entryHash(bytes),
    kind: act.kind,
    batch: act.pass?.batch ?? act.batch,
    pass: act.pass?.pass,
    cheque: act.pass?.cheque ?? 0,
    units: act.units ?? 0,
    service: act.service ?? '',
    at,
    verdict: act.verdict,
    reason: act.reason ?? '',
    status: 'pending',
    answer: undefined,
    outcome: undefined,
    listed: undefined,
    beyond: changesNoList.includes(act.kind) ? 0 : 1,
    unreported: 0,
    undoes: act.undoes?.id,
    undoneBy: undefined,
    personal: act.personal,
    forgetAt: act.personal?.expiresAt,
    ...(act.former && { former: act.former }),
    ...(operator && { operator }),
  }
  await store.entries.add(row)
  if (act.undoes) await store.entries.put({ ...act.undoes, undoneBy: id })
  await store.enrolments.put({ ...enrolment, clock: { ...enrolment.clock, floor: at } })
  return row
}

/** The last entry of a device's chain; before the first, 32 zero bytes. */
export async function chainEndOf(
  store: Store,
  device: Uuid,
): Promise<{ readonly sequence: number; readonly hash: Bytes }> {
  const last = await store.entries.where('[device+sequence]').between([device, 0], [device, Infinity]).last()
  return last ?? { sequence: 0, hash: noPrevious }
}

/** The head that the device holds and where its chain ends, at one instant: no later entry cites an older head. */
export async function heldHead(
  store: Store,
  device: Uuid,
): Promise<{ readonly head: number; readonly chainEnd: number }> {
  return store.transaction('r', store.heads, store.entries, async () => {
    const stored = await store.heads.get(device)
    const { sequence } = await chainEndOf(store, device)
    return { head: stored?.head.number ?? 0, chainEnd: sequence }
  })
}
