import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type * as v from 'valibot'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { passFound } from '#protocol/manage/passes.ts'
import { askServer } from './ask-server.ts'
import { useManager } from './use-manager.ts'

export type FoundPass = v.InferOutput<typeof passFound>

export type FindPassProps = {
  readonly label: string
  readonly go: string
  readonly onFound: (found: FoundPass) => void
}

/** From the number under a code, read out on the telephone, to the pass. */
export function FindPass({ label, go, onFound }: FindPassProps) {
  const { t } = useTranslation('manage')
  const { fetch } = useManager()
  const [number, setNumber] = useState('')
  const [error, setError] = useState<string>()

  async function find(event: SyntheticEvent): Promise<void> {
    event.preventDefault()
    const typed = encodeURIComponent(number.trim() || '-')
    const found = await askServer(fetch, `pass-numbers/${typed}`, passFound)
    if (found.ok) onFound(found.value)
    else setError(found.error === 'not-found' ? t('acts.not-found') : t(`absent.${found.error}.title`))
  }

  return (
    <form className="manage-form" role="search" aria-label={label} onSubmit={(event) => void find(event)}>
      <Field label={label} hint={t('acts.find-hint')} error={error}>
        {(control) => (
          <input
            {...control}
            className={`${control.className} code`}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            value={number}
            onChange={({ target }) => setNumber(target.value)}
          />
        )}
      </Field>
      <Button type="submit" kind="secondary">
        {go}
      </Button>
    </form>
  )
}
