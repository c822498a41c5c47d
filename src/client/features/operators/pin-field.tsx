import { useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'

export type PinFieldProps = {
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly value: string
  readonly onChange: (pin: string) => void
  readonly field?: RefObject<HTMLInputElement | null>
}

/** Digits that the neighbour does not read, unless the person wants to see them. Pasting works. */
export function PinField({ label, hint, error, value, onChange, field }: PinFieldProps) {
  const { t } = useTranslation('operators')
  const [seen, setSeen] = useState(false)
  return (
    <div className="pin-field">
      <Field label={label} hint={hint} error={error}>
        {(control) => (
          <input
            {...control}
            className={`${control.className} code`}
            type={seen ? 'text' : 'password'}
            inputMode="numeric"
            autoComplete="off"
            maxLength={8}
            dir="ltr"
            ref={field}
            value={value}
            onChange={(event) => onChange(event.target.value.replaceAll(/\D/g, ''))}
          />
        )}
      </Field>
      <Button kind="quiet" aria-pressed={seen} onClick={() => setSeen(!seen)}>
        {t(seen ? 'pin.hide' : 'pin.show')}
      </Button>
    </div>
  )
}
