import type { Devices } from '#client/device/devices.ts'
import { describeStore } from '#client/store/describe-store.ts'
import { readTechnicalErrors } from '#client/store/technical-errors.ts'
import { protocolVersion } from '#protocol/version.ts'
import { writeDiagnostic } from './diagnostic.ts'
import type { Findings } from './finding.ts'

/** The diagnostic of this browser and its store, as a text. */
export async function gatherDiagnostic({ store, world }: Devices, findings: Findings): Promise<string> {
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {}
  return writeDiagnostic({
    at: world.now(),
    app: world.app,
    builtAt: import.meta.env.CARNET_BUILT_AT,
    protocol: protocolVersion,
    browser: navigator.userAgent,
    screen: `${window.innerWidth} × ${window.innerHeight}`,
    language: document.documentElement.lang,
    installed: matchMedia('(display-mode: standalone)').matches,
    storage: usage === undefined || quota === undefined ? undefined : { usage, quota },
    findings,
    store: await describeStore(store),
    errors: await readTechnicalErrors(store),
  })
}
