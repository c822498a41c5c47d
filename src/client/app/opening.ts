import type { Devices, OpenedDevices } from '#client/device/devices.ts'
import { createCell, type Observable } from '#client/store/observable.ts'

const cell = createCell<OpenedDevices>({ type: 'opening' })

export const opening: Observable<OpenedDevices> = cell

/** Fetches the store's code and opens it, beside the first paint. */
export function startOpening(): void {
  const build = { version: import.meta.env.CARNET_VERSION, builtAt: import.meta.env.CARNET_BUILT_AT }
  import('../device/open-devices.ts')
    .then(({ openDevices }) => openDevices(build, () => cell.set({ type: 'superseded' })))
    .then((devices) => {
      cell.set({ type: 'opened', devices })
      reopenAfterDeath(devices)
    })
    .catch((error: unknown) => {
      console.error(error)
      cell.set({ type: 'unopenable' })
    })
}

/** A dead store is met on coming back to the page, where nobody is in the middle of an act yet: open all anew. */
function reopenAfterDeath(devices: Devices): void {
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return
    void devices.storeAnswers().then((answers) => {
      if (!answers) location.reload()
    })
  })
}
