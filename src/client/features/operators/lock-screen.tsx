import './operators.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sharing } from '#client/device/sharing.ts'
import { useObservable } from '#client/device/use-device.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { ForgottenPin } from './forgotten-pin.tsx'
import { PinStep } from './pin-step.tsx'

/** Who is there? One tap, and their PIN. */
export function LockScreen({ sharing }: { readonly sharing: Sharing }) {
  const { t } = useTranslation('operators')
  const { appName, banner, telephone } = useFrame()
  const operators = useObservable(sharing.operators)
  const [chosen, setChosen] = useState<string>()
  const known = operators.length === 1 ? operators[0] : operators.find(({ id }) => id === chosen)
  const frame = { appName, banner, telephone }
  if (known) {
    const onBack = operators.length > 1 ? () => setChosen(undefined) : undefined
    return <PinStep key={known.id} sharing={sharing} operator={known} onBack={onBack} />
  }
  return (
    <Screen {...frame} title={t('lock.title')}>
      <p>{t('lock.text')}</p>
      <ul className="operator-choice" role="list">
        {operators.map(({ id, name }) => (
          <li key={id}>
            <Button large kind="secondary" onClick={() => setChosen(id)}>
              <bdi>{name}</bdi>
            </Button>
          </li>
        ))}
      </ul>
      <ForgottenPin />
    </Screen>
  )
}
