import type { MarkerPlace } from './marker.ts'

/** The two places of a browser that do not go with the store's files: local storage and the cache. */
export function markerPlaces(): readonly MarkerPlace[] {
  return [inLocalStorage, inCache]
}

const inLocalStorage: MarkerPlace = {
  read: async () => localStorage.getItem('carnet.marker') ?? undefined,
  write: async (text) => localStorage.setItem('carnet.marker', text),
}

const cacheName = 'carnet-marker'
const address = '/carnet-marker'

const inCache: MarkerPlace = {
  read: async () => (await caches.match(address, { cacheName }))?.text(),
  write: async (text) => (await caches.open(cacheName)).put(address, new Response(text)),
}
