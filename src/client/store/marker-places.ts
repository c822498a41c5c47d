import type { MarkerPlace } from './marker.ts'

/** The two places of a browser that do not go with the store's files: local storage and the cache. */
export function markerPlaces(): readonly MarkerPlace[] {
  return [inLocalStorage, inCache]
}

/** At once, and only for a guess: the cache, which takes longer, is not asked. */
export function hasMark(): boolean {
  try {
    return (localStorage.getItem(markerName) ?? '[]') !== '[]'
  } catch {
    return false
  }
}

const markerName = 'carnet.marker'

const inLocalStorage: MarkerPlace = {
  read: async () => localStorage.getItem(markerName) ?? undefined,
  write: async (text) => localStorage.setItem(markerName, text),
}

const cacheName = 'carnet-marker'
const address = '/carnet-marker'

const inCache: MarkerPlace = {
  read: async () => (await caches.match(address, { cacheName }))?.text(),
  write: async (text) => (await caches.open(cacheName)).put(address, new Response(text)),
}
