import type { Uuid } from '#protocol/uuid.ts'
import { decodeEntry } from '#protocol/journal-entry.ts'
import type { Tablet } from './tablet.ts'
import type { Town } from './town.ts'

/** The ids that the server holds, in the journal or aside. */
export async function idsOnServer({ server }: Town): Promise<ReadonlySet<Uuid>> {
  const rows = await server.database.query<{ entry: Uuid | null; bytes: Uint8Array | null }>(
    'SELECT entry, NULL AS bytes FROM entries UNION ALL SELECT NULL, bytes FROM held_entries',
  )
  const ids = new Set<Uuid>()
  for (const { entry, bytes } of rows) {
    const read = bytes ? decodeEntry(bytes) : undefined
    if (entry) ids.add(entry)
    else if (read?.ok) ids.add(read.value.id)
  }
  return ids
}

/** Which of these acts the server has neither in the journal nor aside: only of these it is asked, and it names those that it lacks. */
export async function notOnServer({ server }: Town, acts: ReadonlySet<Uuid>): Promise<ReadonlySet<Uuid>> {
  const rows = await server.database.query<{ entry: Uuid | null; bytes: Uint8Array | null }>(
    `SELECT entry, NULL AS bytes FROM unnest($1::text[]) AS asked (entry)
     WHERE NOT EXISTS (SELECT 1 FROM entries WHERE entries.entry = asked.entry)
     UNION ALL SELECT NULL, bytes FROM held_entries`,
    [[...acts]],
  )
  const missing = new Set(rows.flatMap(({ entry }) => entry ?? []))
  for (const { bytes } of rows) {
    const read = bytes && missing.size > 0 ? decodeEntry(bytes) : undefined
    if (read?.ok) missing.delete(read.value.id)
  }
  return missing
}

export async function idsOnTablets({ tablets }: Town): Promise<ReadonlySet<Uuid>> {
  const ids = new Set<Uuid>()
  for (const { tabs } of tablets) {
    for (const { id } of (await tabs[0]?.store.entries.toArray()) ?? []) ids.add(id)
  }
  return ids
}

/** Which of these acts lie on no tablet. Most lie on the first one that is asked. */
export async function onNoTablet(
  { tablets }: Town,
  acts: readonly { readonly device: Uuid; readonly entry: Uuid }[],
): Promise<ReadonlySet<Uuid>> {
  const missing = new Set(acts.map(({ entry }) => entry))
  const isAuthor = ({ device }: Tablet) => acts.some((act) => act.device === device)
  const authorsFirst = [...tablets.filter(isAuthor), ...tablets.filter((tablet) => !isAuthor(tablet))]
  for (const { tabs } of authorsFirst) {
    if (missing.size === 0) break
    for (const { id } of (await tabs[0]?.store.entries.toArray()) ?? []) missing.delete(id)
  }
  return missing
}

/** What no machine holds any more because the run itself has just destroyed a store is no fault of the product. */
export async function noteDestroyed(town: Town): Promise<void> {
  const server = await idsOnServer(town)
  const tablets = await idsOnTablets(town)
  for (const { entry } of town.told) {
    if (entry && !server.has(entry) && !tablets.has(entry)) town.destroyed.add(entry)
  }
}
