import type { Store } from './database.ts'

/** Whether so many bytes can really be written, flushed, read back and deleted: an estimate of the browser is no proof. */
export async function writesAndReadsBack(store: Store, bytes: number): Promise<boolean> {
  const content = store.random(16)
  const value = new Uint8Array(bytes)
  for (let at = 0; at < bytes; at += content.length) value.set(content.subarray(0, bytes - at), at)
  try {
    await store.settings.put({ name: canaryName, value })
    const back = (await store.settings.get(canaryName))?.value
    return back instanceof Uint8Array && back.length === bytes && back.every((byte, at) => byte === value[at])
  } catch {
    return false
  } finally {
    await store.settings.delete(canaryName).catch(() => undefined)
  }
}

/** No other setting may have this name. */
const canaryName = 'canary'
