import type { OpenedDevices } from '#client/device/devices.ts'
import { createCell, type Observable } from '#client/store/observable.ts'

const cell = createCell<OpenedDevices>({ type: 'opening' })

export const opening: Observable<OpenedDevices> = cell

/** Fetches the store's code and opens it, beside the first paint. */
export function startOpening(): void {
  const build = { version: import.meta.env.CARNET_VERSION, builtAt: import.meta.env.CARNET_BUILT_AT }
  import('../device/open-devices.ts')
    .then(({ openDevices }) => openDevices(build, () => cell.set({ type: 'superseded' })))
    .then((devices) => cell.set({ type: 'opened', devices }))
    .catch((error: unknown) => {
      console.error(error)
      cell.set({ type: 'unopenable' })
    })
}
