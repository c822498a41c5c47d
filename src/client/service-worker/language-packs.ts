import { packOf } from './pack-of.ts'

const cacheName = 'carnet-languages'

/** Fetches what this version has of these packs and the cache does not. */
export async function keepPacks(packs: ReadonlySet<string>, files: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName)
  const kept = new Set((await cache.keys()).map(({ url }) => url))
  const wanted = files.filter((file) => packs.has(packOf(file) ?? '') && !kept.has(urlOf(file)))
  // One file that does not come leaves the others kept.
  await Promise.allSettled(wanted.map((file) => cache.add(file)))
}

/** The packs that an earlier version kept here. */
export async function keptPacks(): Promise<ReadonlySet<string>> {
  const cache = await caches.open(cacheName)
  const packs = (await cache.keys()).map(({ url }) => packOf(url))
  return new Set(packs.filter((pack) => pack !== undefined))
}

/** Takes out what no page of this version asks for. */
export async function dropOtherFiles(files: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName)
  const asked = new Set(files.map(urlOf))
  const others = (await cache.keys()).filter(({ url }) => !asked.has(url))
  await Promise.all(others.map((key) => cache.delete(key)))
}

/** From the cache, else from the network and then into the cache. */
export async function answerFromPack(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  const kept = await cache.match(request.url)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) await cache.put(request.url, response.clone())
  return response
}

function urlOf(file: string): string {
  return new URL(file, self.location.href).href
}
