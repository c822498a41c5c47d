import { clientsClaim } from 'workbox-core'
import {
  createHandlerBoundToURL,
  matchPrecache,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { answerFromPack, dropOtherFiles, keepPacks, keptPacks } from './language-packs.ts'
import { packOf } from './pack-of.ts'

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly (PrecacheEntry | string)[]
}

const built = [...self.__WB_MANIFEST]
const packFiles = built.map(urlOf).filter((url) => packOf(url) !== undefined)

// The whole app, before the network goes. Data are the store's business: nothing else is cached here, languages apart.
const whole = built.filter((entry) => packOf(urlOf(entry)) === undefined)
precacheAndRoute(whole)

// Languages that were chosen here, or that this tablet offers, are kept and come with a new version.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && packOf(url.pathname) !== undefined,
  ({ request }) => answerFromPack(request),
)
self.addEventListener('install', (event) => {
  event.waitUntil(keptPacks().then((packs) => keepPacks(packs, packFiles)))
})
self.addEventListener('activate', (event) => event.waitUntil(dropOtherFiles(packFiles)))

registerRoute(
  new NavigationRoute(createHandlerBoundToURL('index.html'), {
    denylist: [/^\/api\//, /^\/heads\//, /^\/files\//, /^\/health$/],
  }),
)

// The first version answers the page that installed it too: the network may go before it is opened again.
clientsClaim()

// A new version takes over when the app says that nobody is in the middle of an act.
self.addEventListener('message', (event) => {
  const { type, packs } = (event.data ?? {}) as { readonly type?: unknown; readonly packs?: unknown }
  if (type === 'SKIP_WAITING') void self.skipWaiting()
  if (type === 'KEEP_PACKS' && Array.isArray(packs)) {
    event.waitUntil(keepPacks(new Set(packs.map(String)), packFiles))
  }
  // A browser that lacks room may have thrown parts of the app away.
  if (type === 'COUNT_MISSING') event.waitUntil(countMissing().then((n) => event.ports[0]?.postMessage(n)))
})

async function countMissing(): Promise<number> {
  const found = await Promise.all(whole.map((entry) => matchPrecache(urlOf(entry))))
  return found.filter((response) => !response).length
}

function urlOf(entry: PrecacheEntry | string): string {
  return typeof entry === 'string' ? entry : entry.url
}
