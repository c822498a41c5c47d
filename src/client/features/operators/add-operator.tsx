import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sharing } from '#client/device/sharing.ts'
import { useSaving } from '#client/device/use-saving.ts'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import { isPin } from '#client/store/pin.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { PinField } from './pin-field.tsx'

type AddOperatorProps = {
  readonly sharing: Sharing
  readonly names: readonly string[]
  readonly onDone: () => void
}

/** A first name or initials of their choice, and a PIN typed twice. */
export function AddOperator({ sharing, names, onDone }: AddOperatorProps) {
  const { t } = useTranslation('operators')
  const [name, setName] = useState('')
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [asked, setAsked] = useState(false)
  const { working, notSaved, save } = useSaving()
  const chosen = name.trim()
  const faults = {
    name: chosen === '' ? t('add.name.missing') : names.includes(chosen) ? t('add.name.taken') : undefined,
    pin: isPin(pin) ? undefined : t('add.pin.short'),
    again: pin === again ? undefined : t('add.again.differs'),
  }

  function add(event: SubmitEvent): void {
    event.preventDefault()
    setAsked(true)
    if (faults.name ?? faults.pin ?? faults.again) return
    save(
      () => sharing.add(chosen, pin),
      () => {
        announce(t('add.done', { name: chosen }))
        onDone()
      },
    )
  }

  return (
    <form className="operator-form" onSubmit={add} noValidate>
      {notSaved && <NotSavedNotice reason={notSaved} />}
      <Field label={t('add.name.label')} hint={t('add.name.hint')} error={asked ? faults.name : undefined}>
        {(control) => (
          <input
            {...control}
            value={name}
            maxLength={20}
            autoFocus
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <PinField
        label={t('add.pin.label')}
        hint={t('add.pin.hint')}
        error={asked ? faults.pin : undefined}
        value={pin}
        onChange={setPin}
      />
      <PinField
        label={t('add.again.label')}
        error={asked ? faults.again : undefined}
        value={again}
        onChange={setAgain}
      />
      <Button type="submit" large disabled={working}>
        {t('add.do')}
      </Button>
      <Button kind="quiet" onClick={onDone}>
        {t('add.leave')}
      </Button>
    </form>
  )
}
