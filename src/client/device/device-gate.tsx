import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { useFrame } from '#client/frame/use-frame.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Button, buttonClass } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing, type DrawnState } from '#client/ui/state-drawing.tsx'
import type { DeviceRole } from '#protocol/enrolment.ts'
import type { Device } from './device.ts'
import { useDevice, useKnowledge } from './use-device.ts'

export type DeviceGateProps = {
  readonly role: DeviceRole
  readonly title: string
  readonly children: (device: Device, held: HeldKnowledge) => ReactNode
}

/** Lets a screen in once the device is there and knows something; until then says what is missing. */
export function DeviceGate({ role, title, children }: DeviceGateProps) {
  const { t } = useTranslation()
  const { t: d } = useTranslation('device')
  const state = useDevice(role)
  const held = useKnowledge(state.type === 'ready' ? state.device : undefined)
  switch (state.type) {
    case 'ready':
      if (held) return children(state.device, held)
      return held === null ? (
        <Waiting title={d('gate.nothing-known.title')} text={d('gate.nothing-known.text')} state="offline" />
      ) : (
        <Waiting title={title} text={t('state.loading')} state="loading" />
      )
    case 'opening':
      return <Waiting title={title} text={t('state.loading')} state="loading" />
    case 'not-enrolled':
      return (
        <Waiting
          title={d('gate.not-enrolled.title')}
          text={d('gate.not-enrolled.text')}
          state="nothing-yet"
          action={
            <Link href="/enrol" className={buttonClass({ large: true })}>
              <span className="button-text">{d('gate.not-enrolled.action')}</span>
            </Link>
          }
        />
      )
    case 'superseded':
    case 'unopenable':
      return (
        <Waiting
          title={t(`${state.type}.title`)}
          text={t(`${state.type}.text`)}
          state="refused"
          action={
            <Button large onClick={() => location.reload()}>
              {t('failure.reload')}
            </Button>
          }
        />
      )
  }
}

function Waiting(props: {
  readonly title: string
  readonly text: string
  readonly state: DrawnState
  readonly action?: ReactNode
}) {
  const { title, text, state, action } = props
  const { t } = useTranslation()
  const [, go] = useLocation()
  const back = { label: t('action.home'), onBack: () => go('/') }
  return (
    <Screen {...useFrame()} title={title} action={action} back={back}>
      <StateDrawing state={state}>{text}</StateDrawing>
    </Screen>
  )
}
