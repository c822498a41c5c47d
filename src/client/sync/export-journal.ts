import { fail, ok, type Result } from '#domain/result.ts'
import { entriesToExport } from '#client/store/export-entries.ts'
import { loadKnowledge } from '#client/store/knowledge.ts'
import { mendHashes, sentEntryOf } from '#client/store/sent-entry.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { deviceClock } from '#client/store/clock.ts'
import { earliestNow } from '#client/store/earliest-now.ts'
import { sealExport } from '#protocol/export-file.ts'
import { signChainEnd } from '#protocol/journal-entry.ts'
import type { RawPublicKey } from '#protocol/keys.ts'
import type { Link } from './link.ts'

/** `no-key`: this device was enrolled by a server that takes no files, and has pulled nothing since. */
export type ExportFailure = 'nothing-to-export' | 'no-key'

export type SealedExport = {
  /** A JWE: text that only the installation can read. */
  readonly text: string
  readonly entries: readonly StoredEntry[]
}

/** Seals the acts that are not sent in a file for the installation. Needs no network, and changes nothing. */
export async function exportJournal(link: Link): Promise<Result<SealedExport, ExportFailure>> {
  const { store, device, programme, keyId, privateKey, world } = link
  const enrolment = await store.enrolments.get(device)
  const entries = await mendHashes(store, await entriesToExport(store, device))
  const last = entries.at(-1)
  if (!enrolment || !last) return fail('nothing-to-export')
  const exportKey = enrolment.exportKey ?? (await publishedKey(link))
  if (!exportKey) return fail('no-key')
  const { at } = deviceClock(enrolment, world.now, earliestNow(store, enrolment))
  const end = { device, sequence: last.sequence, hash: last.hash }
  const file = {
    version: 1 as const,
    device,
    programme,
    exportedAt: at,
    chainEnd: await signChainEnd(end, keyId, privateKey),
    entries: entries.map((entry) => sentEntryOf(entry, at)),
    ...(enrolment.ticket && { ticket: enrolment.ticket }),
  }
  return ok({ text: await sealExport(file, exportKey), entries })
}

/** From the signed records, for a device that was enrolled before its enrolment named the key. */
async function publishedKey({ store, device }: Link): Promise<RawPublicKey | undefined> {
  const held = await loadKnowledge(store, device)
  return held?.records.keys.find(({ usage }) => usage === 'export')?.publicKey
}
