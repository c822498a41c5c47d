import { bodyOf, decodeEntry } from '#protocol/journal-entry.ts'
import type { PassUse } from '#protocol/pass-uses.ts'
import type { PassKey } from '#domain/family.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { lineOf } from './incarnations.ts'
import type { StoredEntry } from './stored-entry.ts'

/** What this device, and those that it continues, took of a pass, and which lines of it were contested here. */
export async function readOwnUses(
  store: Store,
  device: Uuid,
  { batch, pass }: PassKey,
): Promise<{ readonly lines: readonly PassUse[]; readonly contested: ReadonlySet<Uuid> }> {
  const own: StoredEntry[] = []
  for (const each of await lineOf(store, device)) {
    own.push(...(await store.entries.where('[device+batch+pass]').equals([each, batch, pass]).toArray()))
  }
  const contested = new Set(own.flatMap(contestedBy))
  const lines = own
    .filter(({ kind, undoneBy, outcome }) => kind === 'redemption' && !undoneBy && outcome?.type !== 'voided')
    .map((entry) => lineOfEntry(entry, contested))
  return { lines: lines.sort((a, b) => b.at - a.at), contested }
}

function lineOfEntry({ id, at, service, units }: StoredEntry, contested: ReadonlySet<Uuid>): PassUse {
  return { entry: id, at, service, units, standing: contested.has(id) ? 'contested' : 'counts' }
}

function contestedBy({ kind, bytes }: StoredEntry): readonly Uuid[] {
  if (kind !== 'contest') return []
  const decoded = decodeEntry(bytes)
  const body = decoded.ok ? bodyOf(decoded.value, 'contest') : undefined
  return body ? [body.redemption] : []
}
