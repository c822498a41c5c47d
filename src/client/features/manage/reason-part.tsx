import { useEffect, useRef, useState, type ReactNode, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { Notice } from '#client/ui/notice.tsx'

export type ReasonPartProps = {
  readonly title: string
  /** What it does, said before it is done. */
  readonly text: string
  readonly hint: string
  readonly confirm: string
  readonly kind?: 'primary' | 'danger' | undefined
  readonly isAsked: boolean
  /** Why nothing changed, as a sentence. */
  readonly failure: string | undefined
  /** More that is asked, above the reason. */
  readonly children?: ReactNode
  readonly onConfirm: (why: string) => void
  readonly onCancel: () => void
}

/** A change that is not made without a reason: the reason is asked before, and what was typed stays when it fails. */
export function ReasonPart(props: ReasonPartProps) {
  const { title, text, hint, confirm, kind, isAsked, failure, children, onConfirm, onCancel } = props
  const { t } = useTranslation('manage')
  const [why, setWhy] = useState('')
  const [error, setError] = useState<string>()
  const reason = useRef<HTMLTextAreaElement>(null)
  useEffect(() => reason.current?.focus(), [])

  function submit(event: SyntheticEvent): void {
    event.preventDefault()
    const said = why.trim()
    setError(said === '' ? t('reason.missing') : undefined)
    if (said === '') reason.current?.focus()
    else onConfirm(said)
  }

  return (
    <Notice weight="important" title={title}>
      <form className="manage-form" noValidate onSubmit={submit}>
        <p>{text}</p>
        {failure && <p role="alert">{failure}</p>}
        {children}
        <Field label={t('reason.label')} hint={hint} error={error}>
          {(control) => (
            <textarea
              {...control}
              ref={reason}
              rows={2}
              maxLength={500}
              value={why}
              onChange={({ target }) => setWhy(target.value)}
            />
          )}
        </Field>
        <div className="notice-action">
          <Button type="submit" kind={kind} disabled={isAsked}>
            {confirm}
          </Button>
          <Button kind="quiet" onClick={onCancel}>
            {t('reason.leave')}
          </Button>
        </div>
      </form>
    </Notice>
  )
}
