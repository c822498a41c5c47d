import { toHex } from '#protocol/bytes.ts'
import { decodeEntry } from '#protocol/journal-entry.ts'
import type { HeldEntry } from '#protocol/manage.ts'
import type { Queries } from '../database/database.ts'
import { listStructures } from '../directory/programmes.ts'

/** What arrived and could not enter the journal, newest first: kept whole, and never silently dropped. */
export async function listHeldEntries(queries: Queries, programme: number): Promise<readonly HeldEntry[]> {
  const rows = await queries.query<HeldRow>(
    `SELECT h.hash, h.device, d.name, d.structure, h.reason, h.bytes, h.received_at
     FROM held_entries h JOIN devices d ON d.device = h.device
     WHERE h.programme = $1 ORDER BY h.received_at DESC, h.hash LIMIT 200`,
    [programme],
  )
  const names = new Map((await listStructures(queries)).map(({ id, name }) => [id, name]))
  return rows.map(({ hash, device, name, structure, reason, bytes, received_at: receivedAt }) => {
    const decoded = decodeEntry(bytes)
    return {
      ...{ device, reason, receivedAt, hash: toHex(hash), deviceName: name },
      structureName: names.get(structure) ?? structure,
      kind: decoded.ok ? decoded.value.kind : null,
      bytes: bytes.length,
    }
  })
}

type HeldRow = {
  readonly hash: Uint8Array
  readonly device: string
  readonly name: string
  readonly structure: string
  readonly reason: string
  readonly bytes: Uint8Array
  readonly received_at: number
}
