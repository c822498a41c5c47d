import type { Store } from './database.ts'

/** A choice of this installation, of any shape: its reader checks it. */
export async function readSetting(store: Store, name: string): Promise<unknown> {
  return (await store.settings.get(name))?.value
}

export async function writeSetting(store: Store, name: string, value: unknown): Promise<void> {
  await store.settings.put({ name, value })
}
