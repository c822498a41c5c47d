import { exportPrivateKey } from '#protocol/keys.ts'
import { importExportKey, makeExportKey, type ExportKeyPair } from '#protocol/export-file.ts'
import type { Installation } from '../installation.ts'

const name = 'export'

/**
 * The pair that export files are sealed to: one for the installation, made the first time that it is asked for. It never
 * changes: a server reads it once.
 */
export async function exportKeyOf(installation: Installation): Promise<ExportKeyPair> {
  const kept = pairOf.get(installation)
  if (kept) return kept
  const pair = await readOrMakePair(installation)
  pairOf.set(installation, pair)
  return pair
}

const pairOf = new WeakMap<Installation, ExportKeyPair>()

async function readOrMakePair(installation: Installation): Promise<ExportKeyPair> {
  const known = await readKey(installation)
  if (known) return importExportKey(known)
  const { privateKey } = await makeExportKey()
  await installation.database.query('INSERT INTO secrets VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    name,
    await exportPrivateKey(privateKey),
    installation.now(),
  ])
  const made = await readKey(installation)
  if (!made) throw new Error('the export key was not kept')
  return importExportKey(made)
}

async function readKey({ database }: Installation): Promise<Uint8Array | undefined> {
  const [row] = await database.query<{ bytes: Uint8Array }>('SELECT bytes FROM secrets WHERE name = $1', [
    name,
  ])
  return row?.bytes
}
