import './operators.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { DeviceGate } from '#client/device/device-gate.tsx'
import type { Device } from '#client/device/device.ts'
import { useObservable } from '#client/device/use-device.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { AddOperator } from './add-operator.tsx'
import { OperatorLine } from './operator-line.tsx'

/** Who shares this tablet: by name and PIN, on this tablet alone. */
export function OperatorsScreen() {
  const { t } = useTranslation('operators')
  return (
    <DeviceGate role="desk" title={t('title')}>
      {(device) => <Operators device={device} />}
    </DeviceGate>
  )
}

function Operators({ device }: { readonly device: Device }) {
  const { t } = useTranslation('operators')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  const { sharing } = device
  const operators = useObservable(sharing.operators)
  const atWork = useObservable(sharing.atWork)
  const [adding, setAdding] = useState(false)
  return (
    <Screen {...useFrame()} title={t('title')} back={{ label: f('action.home'), onBack: () => go('/') }}>
      <p>{t(operators.length === 0 ? 'nobody' : 'intro')}</p>
      {operators.length > 0 && (
        <ul className="operators" role="list">
          {operators.map((operator) => (
            <OperatorLine
              key={operator.id}
              sharing={sharing}
              operator={operator}
              atWork={operator.id === atWork}
              last={operators.length === 1}
            />
          ))}
        </ul>
      )}
      {adding ? (
        <AddOperator
          sharing={sharing}
          names={operators.map(({ name }) => name)}
          onDone={() => setAdding(false)}
        />
      ) : (
        <Button kind={operators.length === 0 ? 'primary' : 'secondary'} onClick={() => setAdding(true)}>
          {t('add.open')}
        </Button>
      )}
      {operators.length > 0 && (
        <Button kind="secondary" onClick={sharing.lock}>
          {t('lock.now')}
        </Button>
      )}
      <p className="operators-plain">{t('plain')}</p>
    </Screen>
  )
}
