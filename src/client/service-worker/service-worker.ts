import { clientsClaim } from 'workbox-core'
import { createHandlerBoundToURL, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly (PrecacheEntry | string)[]
}

// The whole app, before the network goes. Data are the store's business: nothing else is cached here.
precacheAndRoute([...self.__WB_MANIFEST])

registerRoute(
  new NavigationRoute(createHandlerBoundToURL('index.html'), {
    denylist: [/^\/api\//, /^\/heads\//, /^\/files\//, /^\/health$/],
  }),
)

// The first version answers the page that installed it too: the network may go before it is opened again.
clientsClaim()

// A new version takes over when the app says that nobody is in the middle of an act.
self.addEventListener('message', (event) => {
  if ((event.data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
})
