import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { useFrame } from '#client/frame/use-frame.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Button, buttonClass } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing, type DrawnState } from '#client/ui/state-drawing.tsx'
import type { DeviceRole } from '#protocol/enrolment.ts'
import type { Device } from './device.ts'
import { useDevice, useKnowledge, useObservable } from './use-device.ts'

export type DeviceGateProps = {
  readonly role: DeviceRole
  readonly title: string
  readonly children: (device: Device, held: HeldKnowledge) => ReactNode
  /** For a screen that has something to say of the device before it knows anything, or when it has forgotten all. */
  readonly withoutKnowledge?: ((device: Device) => ReactNode) | undefined
}

/** Lets a screen in once the device is there and knows something; until then says what is missing. */
export function DeviceGate({ role, title, children, withoutKnowledge }: DeviceGateProps) {
  const { t } = useTranslation()
  const { t: d } = useTranslation('device')
  const state = useDevice(role)
  switch (state.type) {
    case 'ready': {
      const { device } = state
      // The same place under a new name is the same screen: nothing that is shown goes for it.
      const { enrolment } = device
      return (
        <WithKnowledge
          key={enrolment.line ?? enrolment.device}
          {...{ device, title, children, withoutKnowledge }}
        />
      )
    }
    case 'opening':
      return <Waiting title={title} text={t('state.loading')} state="loading" />
    case 'not-enrolled':
      return (
        <Waiting
          title={d('gate.not-enrolled.title')}
          text={d('gate.not-enrolled.text')}
          state="nothing-yet"
          action={<EnrolLink />}
        />
      )
    case 'superseded':
    case 'newer':
    case 'blocked':
    case 'broken':
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

/**
 * A screen that is open keeps what it knew: a revoked device forgets everything at once, and a verdict already shown
 * must not change for that. What the person does next is not saved, and says so.
 */
function WithKnowledge({
  device,
  title,
  children,
  withoutKnowledge,
}: Omit<DeviceGateProps, 'role'> & { readonly device: Device }) {
  const { t } = useTranslation()
  const held = useKnowledge(device)
  const [known, setKnown] = useState(held)
  if (held && held !== known) setKnown(held)
  const shown = held ?? known
  if (shown) return children(device, shown)
  return held === null ? (
    (withoutKnowledge?.(device) ?? <NothingKnown device={device} />)
  ) : (
    <Waiting title={title} text={t('state.loading')} state="loading" />
  )
}

/** Before the first pull, or after a revoked device forgot what it knew. */
function NothingKnown({ device }: { readonly device: Device }) {
  const { t } = useTranslation('device')
  const sync = useObservable(device.sync.state)
  const revoked = sync.type === 'paused' && sync.reason === 'revoked'
  return revoked ? (
    <Waiting
      title={t('gate.revoked.title')}
      text={t('gate.revoked.text')}
      state="refused"
      action={<EnrolLink />}
    />
  ) : (
    <Waiting title={t('gate.nothing-known.title')} text={t('gate.nothing-known.text')} state="offline" />
  )
}

function EnrolLink() {
  const { t } = useTranslation('device')
  return (
    <Link href="/enrol" className={buttonClass({ large: true })}>
      <span className="button-text">{t('gate.not-enrolled.action')}</span>
    </Link>
  )
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
