import { readFile, writeFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'

/** Makes one file of a copy of the embedded store's folder. Throws when either cannot be opened or holds less. */
export async function packFolder(folder: string, file: string): Promise<void> {
  const copy = await PGlite.create({ dataDir: folder })
  const acts = await countActs(copy)
  await writeFile(file, new Uint8Array(await (await copy.dumpDataDir('gzip')).arrayBuffer()))
  await copy.close()
  const packed = await PGlite.create({ loadDataDir: await readPacked(file) })
  const found = await countActs(packed)
  await packed.close()
  if (found !== acts) throw new Error(`the file holds ${found} acts instead of ${acts}`)
}

/** Makes the folder of an embedded store from such a file. Throws when it cannot be opened. */
export async function unpackFolder(file: string, folder: string): Promise<void> {
  const store = await PGlite.create({ dataDir: folder, loadDataDir: await readPacked(file) })
  await countActs(store)
  await store.close()
}

async function readPacked(file: string): Promise<Blob> {
  return new Blob([await readFile(file)])
}

async function countActs(store: PGlite): Promise<number> {
  const counted = await store.query<{ acts: number }>('SELECT count(*)::integer AS acts FROM entries')
  return counted.rows[0]?.acts ?? 0
}
