import { clientsClaim } from 'workbox-core'
import {
  createHandlerBoundToURL,
  matchPrecache,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly (PrecacheEntry | string)[]
}

// The whole app, before the network goes. Data are the store's business: nothing else is cached here.
const whole = [...self.__WB_MANIFEST]
precacheAndRoute(whole)

registerRoute(
  new NavigationRoute(createHandlerBoundToURL('index.html'), {
    denylist: [/^\/api\//, /^\/heads\//, /^\/files\//, /^\/health$/],
  }),
)

// The first version answers the page that installed it too: the network may go before it is opened again.
clientsClaim()

// A new version takes over when the app says that nobody is in the middle of an act.
self.addEventListener('message', (event) => {
  const type = (event.data as { type?: unknown } | null)?.type
  if (type === 'SKIP_WAITING') void self.skipWaiting()
  // A browser that lacks room may have thrown parts of the app away.
  if (type === 'COUNT_MISSING') event.waitUntil(countMissing().then((n) => event.ports[0]?.postMessage(n)))
})

async function countMissing(): Promise<number> {
  const found = await Promise.all(
    whole.map((entry) => matchPrecache(typeof entry === 'string' ? entry : entry.url)),
  )
  return found.filter((response) => !response).length
}
