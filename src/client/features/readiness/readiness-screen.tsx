import './readiness.css'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { DeviceGate } from '#client/device/device-gate.tsx'
import type { Device } from '#client/device/device.ts'
import type { Devices } from '#client/device/devices.ts'
import { useDevice, useDevices } from '#client/device/use-device.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing, type DrawnState } from '#client/ui/state-drawing.tsx'
import { CameraTest } from './camera-test.tsx'
import { CheckRow } from './check-row.tsx'
import { DiagnosticPart } from './diagnostic-part.tsx'
import { checkNames, type CheckName, type Findings } from './finding.ts'
import { PersistenceRequest } from './persistence-request.tsx'
import { overallOf } from './run-checks.ts'
import { useReadiness } from './use-readiness.ts'

/** Whether this tablet may be trusted out there: each thing that it needs, tried, and what to do about it. */
export function ReadinessScreen() {
  const { t } = useTranslation('readiness')
  const opened = useDevices()
  const desk = useDevice('desk')
  if (opened.type === 'opened' && desk.type === 'ready') {
    return <Readiness key={desk.device.enrolment.device} devices={opened.devices} device={desk.device} />
  }
  return (
    <DeviceGate role="desk" title={t('title')}>
      {() => null}
    </DeviceGate>
  )
}

function Readiness({ devices, device }: { readonly devices: Devices; readonly device: Device }) {
  const { t } = useTranslation('readiness')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  const { findings, again, tell } = useReadiness(devices, device)
  const overall = overallOf(findings)
  return (
    <Screen
      {...useFrame()}
      title={t('title')}
      back={{ label: f('action.home'), onBack: () => go('/') }}
      action={
        <Button large onClick={again} disabled={overall === 'checking'}>
          {t('again')}
        </Button>
      }
    >
      <div className="readiness-overall" role="status">
        <StateDrawing state={drawn[overall]}>
          <strong>{t(`overall.${overall}`)}</strong>
        </StateDrawing>
        {overall === 'see' && <p>{t('still-works')}</p>}
      </div>
      <ul className="readiness-checks" role="list">
        {inOrder(findings).map((name) => (
          <CheckRow key={name} name={name} finding={findings[name]}>
            {name === 'camera' && <CameraTest tell={(finding) => tell('camera', finding)} />}
            {name === 'persistence' && findings.persistence?.standing === 'see' && (
              <PersistenceRequest
                ask={devices.world.askToPersist}
                tell={(finding) => tell('persistence', finding)}
              />
            )}
          </CheckRow>
        ))}
      </ul>
      <DiagnosticPart devices={devices} findings={findings} />
      <p>
        <Link href="/field-test">{t('field-test')}</Link>
      </p>
    </Screen>
  )
}

/** What is to be seen to comes first, once everything is known: before that nothing moves under a finger. */
function inOrder(findings: Findings): readonly CheckName[] {
  const known = checkNames.every((name) => findings[name])
  const rank = (name: CheckName) => (findings[name]?.standing === 'see' ? 0 : 1)
  return known ? checkNames.toSorted((a, b) => rank(a) - rank(b)) : checkNames
}

const drawn = { checking: 'loading', ready: 'done', see: 'refused' } as const satisfies Record<
  ReturnType<typeof overallOf>,
  DrawnState
>
