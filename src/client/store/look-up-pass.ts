import type { Batch, PrintedCode } from '#domain/batch.ts'
import type { Instant } from '#domain/instant.ts'
import { remainingOf, usedCheques, withOwnWord, type OwnActs } from '#domain/knowledge.ts'
import type { PassState } from '#domain/pass.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { actingFor } from './incarnations.ts'
import { knowledgeOf, listsOf, loadKnowledge } from './knowledge.ts'
import { entryOf } from './list-entries.ts'
import { notSaved } from './not-saved.ts'
import { readOwnActs } from './own-acts.ts'
import type { NamedPass } from './prove-pass.ts'
import { passOfEntry } from './stored-entry.ts'

/** A pass as this device knows it now. What it does not know is undefined: it cannot say. */
export type FoundPass = {
  readonly named: NamedPass
  readonly code: PrintedCode | undefined
  readonly batch: Batch | undefined
  readonly state: PassState | undefined
  readonly left: { readonly remaining: number; readonly usedCheques: ReadonlySet<number> } | undefined
  /** When it was given here, and not taken back. */
  readonly givenAt: Instant | undefined
  readonly own: OwnActs
  /** When the head was signed that says the rest. */
  readonly knownAt: Instant
}

/** Writes nothing. Rejects with `NotSaved` where the device knows nothing at all. */
export async function lookUpPass(store: Store, device: Uuid, named: NamedPass): Promise<FoundPass> {
  const acting = await actingFor(store, device)
  const held = await loadKnowledge(store, acting)
  if (!held) throw notSaved('nothing-known')
  const code = await codeOf(store, acting, named)
  const own = await readOwnActs(store, acting, code ?? null, listsOf(held))
  const { batch, pass: listed } = knowledgeOf(held, code ?? null)
  const pass = listed && withOwnWord(listed, own)
  const isGivenHere = own.handedOver && (pass?.state === 'in-stock' || pass?.state === 'not-active')
  return {
    named,
    code,
    batch,
    state: isGivenHere ? 'active' : pass?.state,
    left: batch &&
      pass && {
        remaining: remainingOf(batch.units, pass, own.uses),
        usedCheques: usedCheques(pass, own.uses),
      },
    givenAt: own.handedOver?.at,
    own,
    knownAt: held.head.issuedAt,
  }
}

async function codeOf(store: Store, device: Uuid, named: NamedPass): Promise<PrintedCode | undefined> {
  if ('read' in named) return named.read.trust === 'verified' ? (named.read.code ?? undefined) : undefined
  const given = await entryOf(store, device, named.handover)
  return given && passOfEntry(given)
}
