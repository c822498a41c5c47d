import {
  decideHandover,
  personalPartLasts,
  type HandoverAnswer,
  type HandoverCategories,
} from '#domain/handover.ts'
import type { Instant } from '#domain/instant.ts'
import type { OwnActs } from '#domain/knowledge.ts'
import type { Bytes } from '#protocol/bytes.ts'
import { encodeCbor } from '#protocol/cbor.ts'
import { personalHash, type PersonalPart } from '#protocol/journal-entry.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { actInJournal, type Turn } from './journal.ts'
import { knowledgeOf } from './knowledge.ts'
import { tripleOf, type ReadCode } from './read-code.ts'
import type { StoredEntry } from './stored-entry.ts'

export type HandedOver = {
  readonly answer: HandoverAnswer
  /** Undefined when it was refused: then nothing is written. */
  readonly entry: StoredEntry | undefined
}

/**
 * A mediator gives a pass to a person; `said` is what the person told of themself, if anything. What could not be
 * checked is recorded beside it as flags. Rejects with `NotSaved`.
 */
export async function handOver(
  store: Store,
  device: Uuid,
  given: { readonly read: ReadCode; readonly said: HandoverCategories | undefined },
  now: () => Instant,
): Promise<HandedOver> {
  return actInJournal(store, device, now, async (turn) => {
    const answer = decide(turn, await turn.ownActs(given.read.code), given.read)
    if (answer.type === 'refused') return { answer, entry: undefined }
    const { code, proof } = given.read
    const personal = given.said && makePersonalPart(given.said, turn.clock.at, store.random(16))
    const entry = await turn.append({
      kind: 'handover',
      body: {
        code: tripleOf(code),
        proof,
        flags: answer.flags,
        personal: personal ? personalHash(personal) : null,
      },
      pass: code ?? undefined,
      personal,
    })
    await seePass(turn, given.read)
    return { answer, entry }
  })
}

/** What the device cannot vouch for is flagged as an unknown batch, never refused. */
function decide(turn: Turn, own: OwnActs, read: ReadCode): HandoverAnswer {
  const known = knowledgeOf(turn.held, read.trust === 'verified' ? read.code : null)
  const code = read.code ?? { batch: 0, pass: 0, cheque: 0 }
  return decideHandover(known, own, { programme: read.programme, code }, turn.clock)
}

function makePersonalPart(said: HandoverCategories, at: Instant, salt: Bytes): PersonalPart {
  return { salt, part: encodeCbor(said), expiresAt: at + personalPartLasts }
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
