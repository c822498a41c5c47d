import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupTyped, readTypedNumber, writtenNumber, type TypedNumber } from '#client/scan/typed-number.ts'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { BalancePage } from './balance-page.tsx'
import { Bilingual, type Translate } from './bilingual.tsx'
import { openPass } from './use-asked-pass.ts'

/** The number under the code, checked as it is typed. */
export function NumberForm({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation('balance')
  const [text, setText] = useState('')
  const [asked, setAsked] = useState(false)
  const typed = readTypedNumber(text)
  const isMissing = asked && typed.type === 'incomplete'

  function submit(): void {
    setAsked(true)
    if (typed.type === 'complete') openPass({ by: 'number', number: typed.number })
  }

  return (
    <BalancePage
      title={(say) => say('ask.type')}
      onBack={onBack}
      action={
        <Button large type="submit" form="pass-number" onClick={submit}>
          {t('number.see')}
        </Button>
      }
    >
      <form
        id="pass-number"
        className="balance-number"
        noValidate
        onSubmit={(event) => event.preventDefault()}
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
    </BalancePage>
  )
}

function objection(typed: TypedNumber, text: string, t: Translate): string {
  if (typed.type === 'incomplete') return t('number.missing', { count: typed.missing })
  if (typed.type === 'complete' || typed.group === undefined) return t('number.wrong')
  const group = groupTyped(text).split('-')[typed.group - 1] ?? ''
  return t(`number.group-${typed.group}`, { group })
}
