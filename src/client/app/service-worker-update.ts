import { createCell, type Observable } from '#client/store/observable.ts'

export type Update = { readonly type: 'none' } | { readonly type: 'ready'; readonly apply: () => void }

const cell = createCell<Update>({ type: 'none' })

/** A new version that waits for a person's word: it never comes in by itself, in the middle of an act. */
export const update: Observable<Update> = cell

/** Registers the service worker and asks for a new one each hour. */
export async function followServiceWorker(): Promise<void> {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return
  const { Workbox } = await import('workbox-window')
  const workbox = new Workbox('/service-worker.js')
  workbox.addEventListener('waiting', () => cell.set({ type: 'ready', apply }))
  workbox.addEventListener('controlling', (event) => {
    if (event.isUpdate) location.reload()
  })
  function apply(): void {
    workbox.messageSkipWaiting()
  }
  await workbox.register()
  setInterval(() => void workbox.update().catch(() => undefined), hour)
}

const hour = 3_600_000
