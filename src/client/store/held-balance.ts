import { lastUseOf } from '#domain/batch.ts'
import type { Balance } from '#protocol/balance.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { actingFor } from './incarnations.ts'
import { loadKnowledge } from './knowledge.ts'
import { lookUpPass } from './look-up-pass.ts'
import { readCode } from './read-code.ts'

/**
 * What is left on a pass as far as this device knows, its own acts included, of the hour of its lists. Uses have no dates here.
 * Undefined where it cannot say, which is never a word against the pass.
 */
export async function heldBalance(store: Store, device: Uuid, text: string): Promise<Balance | undefined> {
  const held = await loadKnowledge(store, await actingFor(store, device))
  const read = held && (await readCode(held, text, 'typed'))
  if (!held || !read?.ok) return undefined
  const { programme } = held.records
  const { batch, state, left } = await lookUpPass(store, device, { read: read.value })
  if (!batch || !state || !left) return undefined
  return {
    type: 'balance',
    programme: programme.name,
    number: programme.number,
    telephone: programme.telephone,
    demonstration: programme.demonstration,
    timeZone: programme.timeZone,
    state,
    units: batch.units,
    used: batch.units - left.remaining,
    cheques: batch.format === 'booklet' ? [...left.usedCheques].toSorted((a, b) => a - b) : [],
    unitCents: programme.unitCents,
    lastDay: lastUseOf(batch),
    services: programme.services.map(({ id, cheques, name }) => ({ id, cheques, name: { ...name } })),
    uses: [],
    knownAt: held.head.issuedAt,
  }
}
