import { fail, ok, type Result } from '#domain/result.ts'
import { entriesToExport } from '#client/store/export-entries.ts'
import { loadKnowledge } from '#client/store/knowledge.ts'
import { mendHashes, sentEntryOf, sizeOnWire } from '#client/store/sent-entry.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { deviceClock } from '#client/store/clock.ts'
import { earliestNow } from '#client/store/earliest-now.ts'
import { largestExport, sealExport } from '#protocol/export-file.ts'
import { noPrevious, signChainEnd } from '#protocol/journal-entry.ts'
import type { RawPublicKey } from '#protocol/keys.ts'
import type { Link } from './link.ts'

/** `no-key`: this device was enrolled by a server that takes no files, and has pulled nothing since. */
export type ExportFailure = 'nothing-to-export' | 'no-key'

export type SealedExport = {
  /** A JWE: text that only the installation can read. */
  readonly text: string
  readonly entries: readonly StoredEntry[]
}

/**
 * Seals the acts that are not sent for the installation, in as many files as it takes them: each stands alone, and they
 * are brought in their order. Needs no network, and changes nothing.
 */
export async function exportJournal(
  link: Link,
  atMost = largestExport,
): Promise<Result<readonly SealedExport[], ExportFailure>> {
  const { store, device, programme, keyId, privateKey, world } = link
  const enrolment = await store.enrolments.get(device)
  const entries = await mendHashes(store, await entriesToExport(store, device))
  if (!enrolment || entries.length === 0) return fail('nothing-to-export')
  const exportKey = enrolment.exportKey ?? (await publishedKey(link))
  if (!exportKey) return fail('no-key')
  const { at } = deviceClock(enrolment, world.now, earliestNow(store, enrolment))
  const seal = async (part: readonly StoredEntry[]): Promise<SealedExport> => {
    const { sequence = 0, hash = noPrevious } = part.at(-1) ?? {}
    const file = {
      version: 1 as const,
      device,
      programme,
      exportedAt: at,
      chainEnd: await signChainEnd({ device, sequence, hash }, keyId, privateKey),
      entries: part.map((entry) => sentEntryOf(entry, at)),
      ...(enrolment.ticket && { ticket: enrolment.ticket }),
    }
    return { text: await sealExport(file, exportKey), entries: part }
  }
  return ok(await Promise.all(partsOf(entries, roomIn(atMost)).map(seal)))
}

/** In the order of the chain, each as full as it may be, with at least one act. */
function partsOf(entries: readonly StoredEntry[], room: number): readonly (readonly StoredEntry[])[] {
  const parts: StoredEntry[][] = []
  let left = 0
  for (const entry of entries) {
    const size = sizeOnWire(entry)
    if (parts.length === 0 || size > left) {
      parts.push([])
      left = room
    }
    parts.at(-1)?.push(entry)
    left -= size
  }
  return parts
}

/** Three bytes are four signs of a JWE, after its header and the file's own. */
function roomIn(largest: number): number {
  return Math.floor((largest - 1024) * 0.75)
}

/** From the signed records, for a device that was enrolled before its enrolment named the key. */
async function publishedKey({ store, device }: Link): Promise<RawPublicKey | undefined> {
  const held = await loadKnowledge(store, device)
  return held?.records.keys.find(({ usage }) => usage === 'export')?.publicKey
}
