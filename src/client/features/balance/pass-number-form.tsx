import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupTyped, readTypedNumber, writtenNumber, type TypedNumber } from '#client/scan/typed-number.ts'
import { Field } from '#client/ui/field.tsx'
import type { BalanceRequest } from '#protocol/balance.ts'
import { Bilingual, type Translate } from './bilingual.tsx'

export type PassNumberFormProps = {
  /** Of the form, for the button that sends it. */
  readonly id: string
  readonly onPass: (asked: BalanceRequest) => void
}

/** The number under the code, checked as it is typed. The browser keeps nothing of it. */
export function PassNumberForm({ id, onPass }: PassNumberFormProps) {
  const { t } = useTranslation('balance')
  const [text, setText] = useState('')
  const [asked, setAsked] = useState(false)
  const typed = readTypedNumber(text)
  const isMissing = asked && typed.type === 'incomplete'

  function submit(): void {
    setAsked(true)
    if (typed.type === 'complete') onPass({ by: 'number', number: typed.number })
  }

  return (
    <form
      id={id}
      className="balance-number"
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Field
        label={t('number.label')}
        hint={t('number.hint')}
        error={typed.type === 'wrong' || isMissing ? objection(typed, text, t) : undefined}
      >
        {(control) => (
          <input
            {...control}
            className={`${control.className} code`}
            value={text}
            onChange={(event) => setText(writtenNumber(event))}
            autoCapitalize="characters"
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="go"
            dir="ltr"
          />
        )}
      </Field>
      <p className="balance-progress" role="status">
        {typed.type === 'complete' && <Bilingual say={(say) => say('number.complete')} />}
      </p>
    </form>
  )
}

function objection(typed: TypedNumber, text: string, t: Translate): string {
  if (typed.type === 'incomplete') return t('number.missing', { count: typed.missing })
  if (typed.type === 'complete' || typed.group === undefined) return t('number.wrong')
  const group = groupTyped(text).split('-')[typed.group - 1] ?? ''
  return t(`number.group-${typed.group}`, { group })
}
