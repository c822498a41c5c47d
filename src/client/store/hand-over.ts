import {
  decideHandover,
  type HandoverAnswer,
  type HandoverCategories,
  type HandoverFlag,
  type RefusedHandover,
} from '#domain/handover.ts'
import type { Instant } from '#domain/instant.ts'
import type { OwnActs } from '#domain/knowledge.ts'
import { encodeCbor } from '#protocol/cbor.ts'
import { personalHash } from '#protocol/journal-entry.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { actInJournal, type Turn } from './journal.ts'
import { knowledgeOf } from './knowledge.ts'
import { makePersonalPart } from './make-personal-part.ts'
import { nameOfPass } from './name-of-pass.ts'
import { tripleOf, type ReadCode } from './read-code.ts'
import type { StoredEntry } from './stored-entry.ts'

/** A pass at hand, and what its person told of themself, if anything. */
export type GivenPass = { readonly read: ReadCode; readonly said: HandoverCategories | undefined }

export type HandedOver = {
  readonly answer: HandoverAnswer
  /** Undefined when it was refused: then nothing is written. */
  readonly entry: StoredEntry | undefined
}

/** A mediator gives one pass to a person. Rejects with `NotSaved`. */
export async function handOver(
  store: Store,
  device: Uuid,
  given: GivenPass,
  now: () => Instant,
): Promise<HandedOver> {
  const together = await handOverTogether(store, device, [given], now)
  if (together.type === 'refused') return { answer: together.answer, entry: undefined }
  const [entry] = together.entries
  return { answer: { type: 'may-hand-over', flags: together.flags[0] ?? [] }, entry }
}

export type HandedOverTogether =
  | {
      readonly type: 'handed-over'
      /** In the order of the passes, as are the flags. */
      readonly entries: readonly StoredEntry[]
      readonly flags: readonly (readonly HandoverFlag[])[]
    }
  /** The first pass that cannot be given, by its place: then none is. */
  | { readonly type: 'refused'; readonly place: number; readonly answer: RefusedHandover }

/**
 * A mediator gives several passes by one gesture: each is an act of its own, and all are written or none. What could not
 * be checked is recorded beside each as flags. Rejects with `NotSaved`.
 */
export async function handOverTogether(
  store: Store,
  device: Uuid,
  given: readonly GivenPass[],
  now: () => Instant,
): Promise<HandedOverTogether> {
  return actInJournal(store, device, now, async (turn) => {
    const flags: (readonly HandoverFlag[])[] = []
    const names = new Set<string>()
    for (const [place, { read }] of given.entries()) {
      const answer = names.has(nameOfPass(read))
        ? givenJustNow(turn)
        : decide(turn, await turn.ownActs(read.code), read)
      if (answer.type === 'refused') return { type: 'refused', place, answer }
      names.add(nameOfPass(read))
      flags.push(answer.flags)
    }
    const entries: StoredEntry[] = []
    for (const [place, pass] of given.entries())
      entries.push(await giveOne(turn, store, pass, flags[place] ?? []))
    return { type: 'handed-over', entries, flags }
  })
}

async function giveOne(
  turn: Turn,
  store: Store,
  { read, said }: GivenPass,
  flags: readonly HandoverFlag[],
): Promise<StoredEntry> {
  const { code, proof } = read
  const personal = said && makePersonalPart(store, encodeCbor(said), turn.clock.at)
  const entry = await turn.append({
    kind: 'handover',
    body: { code: tripleOf(code), proof, flags, personal: personal ? personalHash(personal) : null },
    pass: code ?? undefined,
    personal,
  })
  await seePass(turn, read)
  return entry
}

/** The same pass twice in one gesture is one pass. */
function givenJustNow(turn: Turn): HandoverAnswer {
  return { type: 'refused', reason: 'already-handed-over-here', at: turn.clock.at }
}

/** What the device cannot vouch for is flagged as an unknown batch, never refused. */
function decide(turn: Turn, own: OwnActs, read: ReadCode): HandoverAnswer {
  const known = knowledgeOf(turn.held, read.trust === 'verified' ? read.code : null)
  const code = read.code ?? { batch: 0, pass: 0, cheque: 0 }
  return decideHandover(known, own, { programme: read.programme, code, training: read.training }, turn.clock)
}

async function seePass(turn: Turn, read: ReadCode): Promise<void> {
  const { batch, pass } = knowledgeOf(turn.held, read.code)
  if (!read.code || !batch || !pass) return
  const remaining = Math.max(0, batch.units - pass.used)
  await turn.see({
    batch: batch.number,
    pass: read.code.pass,
    units: batch.units,
    remaining,
    state: pass.state,
  })
}
