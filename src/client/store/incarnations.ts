import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import type { Enrolment } from './enrolment.ts'

/**
 * This tablet acts as a new device from now on: with the knowledge of the one that it continues, whose acts stay where
 * they are and are still sent under its name. All of it or nothing; a tablet that has gone on already stays as it is.
 */
export async function storeIncarnation(store: Store, next: Enrolment, continued: Uuid): Promise<void> {
  const { enrolments, heads, passes, settings } = store
  await store.transaction('rw', [enrolments, heads, passes, settings], async () => {
    const old = await enrolments.get(continued)
    if (!old || old.replacedBy !== undefined) return
    await enrolments.put({ ...next, clock: old.clock, continues: continued, line: old.line ?? continued })
    await enrolments.put({ ...old, replacedBy: next.device })
    const head = await heads.get(continued)
    if (head) await heads.put({ ...head, device: next.device })
    await heads.delete(continued)
    const seen = await passes
      .where('[device+batch+pass]')
      .between([continued, 0, 0], [continued, Infinity, Infinity])
      .toArray()
    await passes.bulkDelete(seen.map(({ batch, pass }): [Uuid, number, number] => [continued, batch, pass]))
    await passes.bulkPut(seen.map((pass) => ({ ...pass, device: next.device })))
    await settings.delete(keysSetting(continued))
  })
}

/** The device that acts today for one that may have been continued. */
export async function actingFor(store: Store, device: Uuid): Promise<Uuid> {
  const enrolment = await store.enrolments.get(device)
  return enrolment?.replacedBy === undefined ? device : actingFor(store, enrolment.replacedBy)
}

/** A device and those that it continues, the newest first. Reads `enrolments`; may run inside a transaction. */
export async function lineOf(store: Store, device: Uuid): Promise<readonly Uuid[]> {
  const enrolment = await store.enrolments.get(device)
  const before = enrolment?.continues
  return before === undefined ? [device] : [device, ...(await lineOf(store, before))]
}

/** The pair of a new incarnation under way: the answer may be lost, and the same key hears the same answer. */
export async function keysToContinue(
  store: Store,
  continued: Uuid,
  make: () => Promise<CryptoKeyPair>,
): Promise<CryptoKeyPair> {
  const kept = (await store.settings.get(keysSetting(continued)))?.value as CryptoKeyPair | undefined
  const keys = kept ?? (await make())
  if (!kept) await store.settings.put({ name: keysSetting(continued), value: keys })
  return keys
}

function keysSetting(continued: Uuid): string {
  return `continuing/${continued}`
}
