import { sealExport, type ExportFile } from '#protocol/export-file.ts'
import { entryHash, signChainEnd } from '#protocol/journal-entry.ts'
import { exportPublicKey, keyIdOf, type RawPublicKey } from '#protocol/keys.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'

/** The file that a tablet makes of all that it did, changed as a test wants it, sealed to the key of its installation. */
export async function exportOf(
  device: VirtualDevice,
  change: (file: ExportFile) => ExportFile = (file) => file,
  exportKey: RawPublicKey | undefined = device.exportKey,
): Promise<Uint8Array<ArrayBuffer>> {
  const last = device.acts.at(-1)
  if (!last || !exportKey) throw new Error('nothing to export, or no key to seal it with')
  const keyId = keyIdOf(await exportPublicKey(device.keys.publicKey))
  const end = { device: device.device, sequence: device.acts.length, hash: entryHash(last.bytes) }
  const file: ExportFile = {
    version: 1,
    device: device.device,
    programme: device.programme,
    exportedAt: last.at,
    chainEnd: await signChainEnd(end, keyId, device.keys.privateKey),
    entries: device.acts.map(({ bytes, personal }) => ({ bytes, personal })),
    ...(device.ticket && { ticket: device.ticket }),
  }
  return new TextEncoder().encode(await sealExport(change(file), exportKey))
}
