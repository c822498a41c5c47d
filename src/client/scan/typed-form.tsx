import { useState, type ChangeEvent, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { isOurs, repairText } from './reader-layout.ts'
import type { ScannedText } from './scanned-text.ts'
import { groupTyped, readTypedNumber, spellOut, writtenNumber } from './typed-number.ts'

export type TypedField = {
  readonly label: string
  readonly hint: string
  /** A pass number is checked as it is typed. */
  readonly kind: 'pass-number' | 'enrolment-code'
  /** One number after the other: the field is empty again once a whole one was passed up. */
  readonly many?: boolean
}

/** Symbols of each; nothing shorter is passed up. */
const symbolsOf = { 'pass-number': 12, 'enrolment-code': 8 } as const

/** A number typed by a person; what was typed stays, so that one wrong letter can be put right. */
export function TypedForm(props: {
  readonly field: TypedField
  readonly onText: (scanned: ScannedText) => void
}) {
  const { t } = useTranslation('scan')
  const { label, hint, kind, many = false } = props.field
  const [text, setText] = useState('')
  const [asked, setAsked] = useState(false)
  const objection = useObjection(kind, text, asked)

  function change(event: ChangeEvent<HTMLInputElement>): void {
    const next = kind === 'pass-number' ? writtenNumber(event) : event.target.value.toUpperCase()
    setText(next)
    const typed = kind === 'pass-number' ? readTypedNumber(next) : undefined
    if (typed?.type === 'complete') announce(t('number.complete', { number: spellOut(typed.number) }))
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    setAsked(true)
    const meant = repairText(text)
    const isShort = text.replaceAll(/[\s-]/g, '').length < symbolsOf[kind]
    // A reader may have typed the whole code into the field.
    if (isOurs(meant) && meant !== text) props.onText({ text: meant, source: 'keyboard', at: Date.now() })
    else if (!isShort) props.onText({ text, source: 'typed', at: Date.now() })
    if (many && readTypedNumber(text).type === 'complete') {
      setText('')
      setAsked(false)
    }
  }

  return (
    <form className="typed-form" onSubmit={submit} noValidate>
      <Field label={label} hint={hint} error={objection}>
        {(control) => (
          <input
            {...control}
            className={`${control.className} code`}
            value={text}
            onChange={change}
            autoFocus
            autoComplete="off"
            autoCapitalize="characters"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="go"
            dir="ltr"
          />
        )}
      </Field>
      <Button type="submit" large>
        {t('read')}
      </Button>
    </form>
  )
}

/** What is wrong so far: a group that cannot be right at once, what is missing only once it was sent. */
function useObjection(kind: TypedField['kind'], text: string, asked: boolean): string | undefined {
  const { t } = useTranslation('scan')
  if (kind === 'enrolment-code') {
    const missing = symbolsOf[kind] - text.replaceAll(/[\s-]/g, '').length
    return asked && missing > 0 ? t('number.missing', { count: missing }) : undefined
  }
  // What a reader types is no number that a person mistyped.
  if (/[:/#&"'(_]/.test(text)) return undefined
  const typed = readTypedNumber(text)
  if (typed.type === 'incomplete') return asked ? t('number.missing', { count: typed.missing }) : undefined
  if (typed.type === 'complete') return undefined
  if (typed.group === undefined) return t('number.wrong')
  return t(`number.group-${typed.group}`, { group: groupTyped(text).split('-')[typed.group - 1] ?? '' })
}
