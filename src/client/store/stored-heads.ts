import type { Bytes } from '#protocol/bytes.ts'
import type { FileName } from '#protocol/file.ts'
import { filesOf, type Head } from '#protocol/head.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store, StoredHead } from './database.ts'
import { lineOf } from './incarnations.ts'
import { isBeyond } from './stored-entry.ts'

/** The names among these that the store does not hold for a programme. */
export async function missingFiles(
  store: Store,
  programme: number,
  names: readonly FileName[],
): Promise<readonly FileName[]> {
  const held = await store.files.bulkGet(names.map((name): [number, FileName] => [programme, name]))
  return [...new Set(names.filter((_, i) => !held[i]))]
}

export async function heldFile(store: Store, programme: number, name: FileName): Promise<Bytes | undefined> {
  return (await store.files.get([programme, name]))?.content
}

/** A head that was fetched, with the files of it that the device lacked. */
export type HeadWithFiles = { readonly next: StoredHead; readonly contents: ReadonlyMap<FileName, Bytes> }

/**
 * A head and its new files become the device's knowledge, together. False when it is older than the newest head that
 * the device accepted, or when a file is missing: then nothing is written. May run inside a transaction.
 */
export async function storeHead(store: Store, { next, contents }: HeadWithFiles): Promise<boolean> {
  const { enrolments, entries, heads, files } = store
  const { device, programme } = next
  return store.transaction('rw', enrolments, entries, heads, files, async () => {
    const held = await heads.get(device)
    if (held && isOlder(next.head, held.head)) return false
    const missing = await missingFiles(store, programme, filesOf(next.head))
    if (missing.some((name) => !contents.has(name))) return false
    await files.bulkPut([...contents].map(([name, content]) => ({ programme, name, content })))
    await heads.put(next)
    await dropUnnamedFiles(store, programme)
    for (const each of await lineOf(store, device)) await settleEntries(store, each, next.head.number)
    await enrolments
      .where('device')
      .equals(device)
      .modify((enrolment, reference) => {
        const floor = Math.max(enrolment.clock.floor, next.head.issuedAt)
        reference.value = { ...enrolment, clock: { ...enrolment.clock, floor } }
      })
    return true
  })
}

/**
 * Signed before the one that is held. Within an epoch heads have rising times; a new one begins with the server's clock,
 * which may have been ahead before.
 */
export function isOlder(head: Head, held: Head): boolean {
  return head.epoch === held.epoch && head.issuedAt < held.issuedAt
}

/** Several devices of one programme share its files: those that no head names are dropped. */
async function dropUnnamedFiles(store: Store, programme: number): Promise<void> {
  const heads = await store.heads.where('programme').equals(programme).toArray()
  const named = new Set(heads.flatMap(({ head }) => filesOf(head)))
  const held = await store.files
    .where('[programme+name]')
    .between([programme, ''], [programme, '~'])
    .primaryKeys()
  await store.files.bulkDelete(held.filter(([, name]) => !named.has(name)))
}

/** What the lists now show is no longer beyond them. */
async function settleEntries(store: Store, device: Uuid, head: number): Promise<void> {
  const beyond = await store.entries.where('[device+beyond]').equals([device, 1]).toArray()
  const shown = beyond.filter((row) => isBeyond(row, head) === 0)
  await store.entries.bulkPut(shown.map((row) => ({ ...row, beyond: 0 as const })))
}
