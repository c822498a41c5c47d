import type { Instant } from '#domain/instant.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { pendingOf } from './list-entries.ts'
import { isKeptAside, isNotTaken, type StoredEntry } from './stored-entry.ts'

/** How far back an export looks for acts that the server has set aside. */
const asideAtMost = 2000

/**
 * What a person carries to the server by hand: everything from the first act that is not sent, or that the server has
 * set aside, to the end of the chain. Nothing between is left out, so that each act names the one before.
 */
export async function entriesToExport(store: Store, device: Uuid): Promise<readonly StoredEntry[]> {
  const from = await firstToExport(store, device)
  if (from === undefined) return []
  return store.entries.where('[device+sequence]').between([device, from], [device, Infinity]).toArray()
}

/** The place in the chain from which on a file takes everything, but for acts that are on their way out. */
export async function firstToExport(
  store: Store,
  device: Uuid,
  leaves: (row: StoredEntry) => boolean = () => false,
): Promise<number | undefined> {
  const pending = await pendingOf(store, device).first()
  const newest = store.entries
    .where('[device+sequence]')
    .between([device, 0], [device, Infinity])
    .reverse()
    .limit(asideAtMost)
  const aside = await newest.filter((row) => isKeptAside(row) && !leaves(row)).last()
  const from = Math.min(pending?.sequence ?? Infinity, aside?.sequence ?? Infinity)
  return from === Infinity ? undefined : from
}

/** These are in a file in a person's hands. It makes none of them acknowledged. */
export async function markExported(
  store: Store,
  entries: readonly StoredEntry[],
  at: Instant,
): Promise<void> {
  await store.entries
    .where('[device+sequence]')
    .anyOf(entries.map(({ device, sequence }): [Uuid, number] => [device, sequence]))
    .modify({ exportedAt: at })
}

/** Acts of these devices of which neither the server nor a file has what they say. */
export async function unsafeCount(store: Store, devices: readonly Uuid[]): Promise<number> {
  let acts = 0
  for (const device of devices) {
    acts += await pendingOf(store, device).filter(isInNoFile).count()
    acts += await acknowledgedOf(store, device)
      .filter((row) => isNotTaken(row) && isInNoFile(row))
      .count()
  }
  return acts
}

/** Acts of these devices that the server has, and that neither a backup of it nor a file holds. */
export async function notBackedUpCount(store: Store, devices: readonly Uuid[]): Promise<number> {
  let acts = 0
  for (const device of devices) {
    const held = (await store.enrolments.get(device))?.backedUpThrough ?? 0
    acts += await acknowledgedOf(store, device, held + 1)
      .filter((row) => !isNotTaken(row) && isInNoFile(row))
      .count()
  }
  return acts
}

function acknowledgedOf(store: Store, device: Uuid, from = 0) {
  return store.entries
    .where('[device+status+sequence]')
    .between([device, 'acknowledged', from], [device, 'acknowledged', Infinity], true, true)
}

function isInNoFile({ exportedAt }: StoredEntry): boolean {
  return exportedAt === undefined
}
