import type { PrintedCode } from '#domain/batch.ts'
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
import { deviceClock, type DeviceClock } from './clock.ts'
import type { SeenPass, Store } from './database.ts'
import type { Enrolment } from './enrolment.ts'
import { actingFor } from './incarnations.ts'
import { listsOf, loadKnowledge, type HeldKnowledge } from './knowledge.ts'
import { entryOf } from './list-entries.ts'
import { asNotSaved, notSaved, type NotSavedReason } from './not-saved.ts'
import { readOwnActs } from './own-acts.ts'
import type { StoredEntry } from './stored-entry.ts'

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
  readonly units?: number
  readonly service?: string
  readonly reason?: string
  readonly undoes?: StoredEntry
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
  for (;;) {
    const acted = await tryTurn(store, device, now, decide, kind).catch((error: unknown) =>
      Promise.reject(asNotSaved(error)),
    )
    if (acted !== changedMeanwhile) return acted.answer
  }
}

/**
 * A pull has stored another head since this one was loaded, or has made this tablet go on as another device: an entry
 * never cites an older head than the newest, and stands in the chain of the device that acts.
 */
const changedMeanwhile = Symbol('changed meanwhile')

async function tryTurn<Answer>(
  store: Store,
  device: Uuid,
  now: () => Instant,
  decide: (turn: Turn) => Promise<Answer>,
  kind: 'act' | 'undo',
): Promise<{ readonly answer: Answer } | typeof changedMeanwhile> {
  const acting = await actingFor(store, device)
  const held = await loadKnowledge(store, acting)
  if (!held) throw notSaved(whyNothing(await store.enrolments.get(acting)))
  return takeTurn(store, { acting, writing: kind === 'undo' ? device : acting }, held, now, decide)
}

async function takeTurn<Answer>(
  store: Store,
  { acting, writing }: { readonly acting: Uuid; readonly writing: Uuid },
  held: HeldKnowledge,
  now: () => Instant,
  decide: (turn: Turn) => Promise<Answer>,
): Promise<{ readonly answer: Answer } | typeof changedMeanwhile> {
  const { enrolments, heads, entries, passes } = store
  return store.transaction('rw', enrolments, heads, entries, passes, async () => {
    const enrolment = await enrolments.get(writing)
    if ((await enrolments.get(acting))?.replacedBy !== undefined) return changedMeanwhile
    const stored = await heads.get(acting)
    if (!enrolment || !stored) throw notSaved(whyNothing(enrolment))
    if (stored.head.issuedAt !== held.head.issuedAt || stored.head.number !== held.head.number)
      return changedMeanwhile
    return { answer: await decide(turnOf(store, enrolment, held, now)) }
  })
}

function whyNothing(enrolment: Enrolment | undefined): NotSavedReason {
  if (!enrolment) return 'not-enrolled'
  return enrolment.revoked ? 'revoked' : 'nothing-known'
}

function turnOf(store: Store, enrolment: Enrolment, held: HeldKnowledge, now: () => Instant): Turn {
  const { device } = enrolment
  const clock = deviceClock(enrolment, now)
  return {
    held,
    clock,
    ownActs: (code) => readOwnActs(store, device, code, listsOf(held)),
    entry: (id) => entryOf(store, device, id),
    append: (act) => append(store, enrolment, { clock, head: held.head.number }, act),
    see: async (pass) => void (await store.passes.put({ ...pass, device, at: held.head.issuedAt })),
  }
}

async function append<Kind extends EntryKind>(
  store: Store,
  enrolment: Enrolment,
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
    clockOffset: offset,
    head: decided.head,
    kind: act.kind,
    body: act.body,
    verdict: act.verdict ?? null,
  })
  const row: StoredEntry = {
    device,
    sequence,
    id,
    bytes,
    hash: entryHash(bytes),
    kind: act.kind,
    batch: act.pass?.batch,
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
    beyond: act.kind === 'refusal' ? 0 : 1,
    unreported: 0,
    undoes: act.undoes?.id,
    undoneBy: undefined,
    personal: act.personal,
    forgetAt: act.personal?.expiresAt,
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
