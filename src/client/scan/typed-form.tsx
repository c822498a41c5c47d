import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import type { ScannedText } from './scanned-text.ts'

export type TypedField = {
  readonly label: string
  readonly hint: string
  /** Nothing shorter is passed up. */
  readonly symbols: number
}

/** A number typed by a person; what was typed stays, so that one wrong letter can be put right. */
export function TypedForm(props: {
  readonly field: TypedField
  readonly onText: (scanned: ScannedText) => void
}) {
  const { t } = useTranslation('scan')
  const { label, hint, symbols } = props.field
  const [text, setText] = useState('')
  const [short, setShort] = useState(false)

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    const isShort = text.replaceAll(/[\s-]/g, '').length < symbols
    setShort(isShort)
    if (!isShort) props.onText({ text, source: 'typed', at: Date.now() })
  }

  return (
    <form className="typed-form" onSubmit={submit} noValidate>
      <Field label={label} hint={hint} error={short ? t('short', { count: symbols }) : undefined}>
        {(control) => (
          <input
            {...control}
            className={`${control.className} code`}
            value={text}
            onChange={(event) => setText(event.target.value.toUpperCase())}
            autoFocus
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            enterKeyHint="go"
          />
        )}
      </Field>
      <Button type="submit" large>
        {t('read')}
      </Button>
    </form>
  )
}
