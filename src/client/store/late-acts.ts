import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import type { StoredEntry } from './stored-entry.ts'

/**
 * The server recorded these behind the end of their chain, after it had kept them aside: it may come back without them and
 * have that end all the same. Runs inside a transaction over the enrolments.
 */
export async function noteLate(store: Store, device: Uuid, sequences: readonly number[]): Promise<void> {
  const enrolment = sequences.length > 0 ? await store.enrolments.get(device) : undefined
  if (!enrolment) return
  const late = [...new Set([...(enrolment.late ?? []), ...sequences])].sort((a, b) => a - b)
  await store.enrolments.update(device, { late })
}

/** Those that are still on this device, in the order of their chain. */
export async function lateActs(store: Store, device: Uuid): Promise<readonly StoredEntry[]> {
  const { late = [] } = (await store.enrolments.get(device)) ?? {}
  const rows = await store.entries.bulkGet(late.map((sequence): [Uuid, number] => [device, sequence]))
  return rows.filter((row) => row !== undefined)
}

/** What has left this device is asked for no more. Runs inside a transaction over the enrolments and the entries. */
export async function forgetLate(store: Store, device: Uuid): Promise<void> {
  const { late } = (await store.enrolments.get(device)) ?? {}
  if (!late) return
  const here = await lateActs(store, device)
  await store.enrolments.update(device, { late: here.map(({ sequence }) => sequence) })
}
