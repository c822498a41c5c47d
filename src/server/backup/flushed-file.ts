import { open, readdir, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The finished file takes its name only once it lies on the disk: a name without `.partial` is a whole backup. */
export async function keepFlushed(partial: string, path: string): Promise<void> {
  await flush(partial)
  await rename(partial, path)
  await flush(dirname(path))
}

/** Every file below a folder, and the folders, lie on the disk. */
export async function flushTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await flushTree(path)
    else if (entry.isFile()) await flush(path)
  }
  await flush(folder)
}

export async function sizeOf(path: string): Promise<number> {
  return (await stat(path)).size
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
