import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { isKeptAside } from './stored-entry.ts'

/** Counts and sizes of what is kept: no content of it. */
export type StoreFacts = {
  readonly schema: number
  readonly rows: Readonly<Record<string, number>>
  readonly bytes: { readonly files: number; readonly entries: number }
  readonly devices: readonly DeviceFacts[]
}

export type DeviceFacts = {
  readonly device: Uuid
  readonly role: string
  readonly revoked: boolean
  readonly lastSequence: number
  readonly pending: number
  readonly keptAside: number
  readonly byKind: Readonly<Record<string, number>>
  readonly head: { readonly number: number; readonly issuedAt: number; readonly lists: number } | undefined
  readonly clockOffset: number | null
  readonly lastExchange: number
}

const knownKinds = ['redemption', 'handover', 'handover-undo', 'void', 'refusal', 'incident']

export async function describeStore(store: Store): Promise<StoreFacts> {
  const rows: Record<string, number> = {}
  for (const table of store.tables) rows[table.name] = await table.count()
  const bytes = { files: 0, entries: 0 }
  await store.files.each(({ content }) => void (bytes.files += content.length))
  const devices = new Map<Uuid, DeviceFacts>()
  for (const { device, role, revoked, clock, lastExchange } of await store.enrolments.toArray()) {
    const head = (await store.heads.get(device))?.head
    devices.set(device, {
      device,
      role,
      revoked,
      lastSequence: 0,
      pending: 0,
      keptAside: 0,
      byKind: {},
      head: head && { number: head.number, issuedAt: head.issuedAt, lists: head.lists.length },
      clockOffset: clock.offset,
      lastExchange,
    })
  }
  await store.entries.each((entry) => {
    bytes.entries += entry.bytes.length
    const facts = devices.get(entry.device)
    if (!facts) return
    const kind = knownKinds.includes(entry.kind) ? entry.kind : 'other'
    devices.set(entry.device, {
      ...facts,
      lastSequence: Math.max(facts.lastSequence, entry.sequence),
      pending: facts.pending + (entry.status === 'pending' ? 1 : 0),
      keptAside: facts.keptAside + (isKeptAside(entry) ? 1 : 0),
      byKind: { ...facts.byKind, [kind]: (facts.byKind[kind] ?? 0) + 1 },
    })
  })
  return { schema: store.verno, rows, bytes, devices: [...devices.values()] }
}
