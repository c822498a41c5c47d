import './pass-number-form.css'
import { useState } from 'react'
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
        label={<Bilingual say={(say) => say('number.label')} named />}
        hint={<Bilingual say={(say) => say('number.hint')} />}
        error={
          (typed.type === 'wrong' || isMissing) && <Bilingual say={(say) => objection(typed, text, say)} />
        }
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

function objection(typed: TypedNumber, text: string, say: Translate): string {
  if (typed.type === 'incomplete') return say('number.missing', { count: typed.missing })
  if (typed.type === 'complete' || typed.group === undefined) return say('number.wrong')
  const group = groupTyped(text).split('-')[typed.group - 1] ?? ''
  return say(`number.group-${typed.group}`, { group })
}
