import { lastUseOf } from '#domain/batch.ts'
import { remainingOf, usedCheques } from '#domain/knowledge.ts'
import type { Balance } from '#protocol/balance.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { actingFor } from './incarnations.ts'
import { knowledgeOf, listsOf, loadKnowledge } from './knowledge.ts'
import { readOwnActs } from './own-acts.ts'
import { readCode } from './read-code.ts'

/**
 * What is left on a pass as far as this device knows, its own acts included, of the hour of its lists. Uses have no dates here.
 * Undefined where it cannot say, which is never a word against the pass.
 */
export async function heldBalance(store: Store, device: Uuid, text: string): Promise<Balance | undefined> {
  const acting = await actingFor(store, device)
  const held = await loadKnowledge(store, acting)
  const read = held && (await readCode(held, text, 'typed'))
  if (!held || !read?.ok || read.value.trust !== 'verified') return undefined
  const { code } = read.value
  const { programme, batch, pass } = knowledgeOf(held, code)
  if (!batch || !pass) return undefined
  const { uses, handedOver } = await readOwnActs(store, acting, code, listsOf(held))
  return {
    type: 'balance',
    programme: programme.name,
    number: programme.number,
    telephone: programme.telephone,
    demonstration: programme.demonstration,
    timeZone: programme.timeZone,
    state: pass.state === 'in-stock' && handedOver ? 'active' : pass.state,
    units: batch.units,
    used: batch.units - remainingOf(batch.units, pass, uses),
    cheques: batch.format === 'booklet' ? [...usedCheques(pass, uses)].toSorted((a, b) => a - b) : [],
    unitCents: programme.unitCents,
    lastDay: lastUseOf(batch),
    services: programme.services.map(({ id, cheques, name }) => ({ id, cheques, name: { ...name } })),
    uses: [],
    knownAt: held.head.issuedAt,
  }
}
