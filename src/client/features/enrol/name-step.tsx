import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { NetworkNeeded } from './network-needed.tsx'
import { useEnrolFrame } from './use-enrol-frame.ts'

export type NameStepProps = {
  readonly onName: (name: string) => void
  readonly onBack: () => void
}

export function NameStep({ onName, onBack }: NameStepProps) {
  const { t } = useTranslation('enrol')
  const { t: f } = useTranslation()
  const [name, setName] = useState(t('name.default'))
  const [missing, setMissing] = useState(false)

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    if (name.trim() === '') return setMissing(true)
    onName(name.trim())
  }

  return (
    <Screen
      {...useEnrolFrame()}
      title={t('name.title')}
      back={{ label: f('action.back'), onBack }}
      action={
        <Button type="submit" form="name-of-device" large>
          {t('start')}
        </Button>
      }
    >
      <NetworkNeeded />
      <form id="name-of-device" onSubmit={submit} noValidate>
        <Field label={t('name.label')} hint={t('name.hint')} error={missing ? t('name.missing') : undefined}>
          {(control) => (
            <input
              {...control}
              value={name}
              maxLength={60}
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Screen>
  )
}
