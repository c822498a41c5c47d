import { lazy, Suspense, useEffect, type ComponentType, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Device } from '#client/device/device.ts'
import { useDevice, useKnowledge, useObservable } from '#client/device/use-device.ts'
import { installation } from '#client/frame/installation.ts'
import { FrameContext } from '#client/frame/use-frame.ts'
import { keepLanguages } from '#client/i18n/keep-languages.ts'
import { languagesOffered } from '#client/i18n/locale-files.ts'
import { superseded } from './opening.ts'
import { UpdatePrompt } from './update-prompt.tsx'

// A phone that reads a balance has none.
let DeviceStatus: ComponentType<{ readonly device: Device }> = lazy(async () => ({
  default: (await import('./device-status.tsx')).DeviceStatus,
}))

/** Fetches what the top of each page of an enrolled device says, so that the first drawing has it. */
export async function prepareDeviceStatus(): Promise<void> {
  ;({ DeviceStatus } = await import('./device-status.tsx'))
}

/** The banner, the telephone and the sync badge, the same on every page. */
export function FrameProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const [path] = useLocation()
  const taken = useObservable(superseded)
  const state = useDevice(path.startsWith('/manage') ? 'manager' : 'desk')
  const device = state.type === 'ready' ? state.device : undefined
  const programme = useProgramme(device)
  const desk = device?.enrolment.role === 'desk'
  useEffect(() => {
    // Anybody may stand before the tablet of a place, and its network may be gone by then.
    if (!desk) return undefined
    const timer = setTimeout(() => keepLanguages(languagesOffered(['balance'])), keptAfter)
    return () => clearTimeout(timer)
  }, [desk, programme])
  const frame = {
    appName: t('appName'),
    skipLabel: t('skip'),
    isDemonstration: !taken && programme?.demonstration,
    banner: taken ? t('superseded.finish') : programme?.demonstration ? t('demonstration') : undefined,
    status: device && (
      <Suspense>
        <DeviceStatus device={device} />
      </Suspense>
    ),
    telephone: programme && { label: t('telephone'), number: programme.telephone },
    update: <UpdatePrompt />,
  }
  return <FrameContext value={frame}>{children}</FrameContext>
}

/** Milliseconds. A slow tablet has asked for its camera by then, and does not fetch forty files meanwhile. */
const keptAfter = 5000

/** The device's own programme, else the first of the server. */
function useProgramme(device: Parameters<typeof useKnowledge>[0]) {
  const known = useKnowledge(device)?.records.programme
  const installed = useObservable(installation)?.programmes
  return (
    known ?? installed?.find(({ programme }) => programme === device?.enrolment.programme) ?? installed?.[0]
  )
}
