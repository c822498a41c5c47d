import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { passFound } from '#protocol/manage.ts'
import { askServer, useManager } from './manager.ts'

/** From the number under a code, read out on the telephone, to the pass. */
export function FindPass() {
  const { t } = useTranslation('manage')
  const { fetch } = useManager()
  const [, navigate] = useLocation()
  const [number, setNumber] = useState('')
  const [error, setError] = useState<string>()

  async function find(event: SyntheticEvent): Promise<void> {
    event.preventDefault()
    const typed = encodeURIComponent(number.trim() || '-')
    const found = await askServer(fetch, `pass-numbers/${typed}`, passFound)
    if (found.ok) navigate(`/manage/passes/${found.value.batch}/${found.value.pass}`)
    else setError(found.error === 'not-found' ? t('acts.not-found') : t(`absent.${found.error}.title`))
  }

  return (
    <form className="manage-form" role="search" onSubmit={(event) => void find(event)}>
      <Field label={t('acts.find')} hint={t('acts.find-hint')} error={error}>
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
        {t('acts.find-go')}
      </Button>
    </form>
  )
}
