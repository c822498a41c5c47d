import { whenNoAct } from '#client/store/act-under-way.ts'
import { createCell, type Observable } from '#client/store/observable.ts'

export type Update = { readonly type: 'none' } | { readonly type: 'ready'; readonly apply: () => void }

const cell = createCell<Update>({ type: 'none' })

/** A new version that waits for a person's word: it never comes in by itself, in the middle of an act. */
export const update: Observable<Update> = cell

/** Registers the service worker and asks for a new one each hour. */
export async function followServiceWorker(): Promise<void> {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return
  openAnewOnceReplaced(navigator.serviceWorker)
  const { Workbox } = await import('workbox-window')
  const workbox = new Workbox('/service-worker.js')
  workbox.addEventListener('waiting', () => cell.set({ type: 'ready', apply }))
  function apply(): void {
    void whenNoAct().then(() => workbox.messageSkipWaiting())
  }
  await workbox.register()
  setInterval(() => void workbox.update().catch(() => undefined), hour)
}

/** Whichever tab let the new app in: over no act of this one. The app that answers a page first has replaced none. */
function openAnewOnceReplaced(container: ServiceWorkerContainer): void {
  let isAnswered = container.controller !== null
  container.addEventListener('controllerchange', () => {
    if (isAnswered) {
      cell.set({ type: 'none' })
      void whenNoAct().then(() => location.reload())
    }
    isAnswered = true
  })
}

const hour = 3_600_000
