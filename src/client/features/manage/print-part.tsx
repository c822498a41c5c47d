import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { mostCodesAtOnce, type ManagedBatch } from '#protocol/manage/batches.ts'

/** Which passes to print; they count from one, as on the paper. */
export function PrintPart({ batch }: { readonly batch: ManagedBatch }) {
  const { t } = useTranslation('manage')
  const [, navigate] = useLocation()
  const [first, setFirst] = useState('1')
  const [count, setCount] = useState('10')

  function prepare(event: SyntheticEvent): void {
    event.preventDefault()
    const last = batch.passes + batch.spares
    const from = clamp(Number(first), 1, last)
    const most = Math.min(mostCodesAtOnce, last - from + 1)
    navigate(`/manage/batches/${batch.batch}/print?from=${from - 1}&count=${clamp(Number(count), 1, most)}`)
  }

  return (
    <section className="manage-part">
      <h2>{t('batch.print')}</h2>
      <p>{t(batch.hasKey ? 'batch.print-text' : 'batch.key-destroyed')}</p>
      {batch.hasKey && (
        <form className="manage-form" onSubmit={prepare}>
          <div className="manage-fields">
            <Field label={t('batch.print-first')}>
              {(control) => (
                <input
                  {...control}
                  inputMode="numeric"
                  value={first}
                  onChange={({ target }) => setFirst(target.value)}
                />
              )}
            </Field>
            <Field label={t('batch.print-count')} hint={t('batch.print-count-hint')}>
              {(control) => (
                <input
                  {...control}
                  inputMode="numeric"
                  value={count}
                  onChange={({ target }) => setCount(target.value)}
                />
              )}
            </Field>
          </div>
          <Button type="submit" kind={batch.openedAt === null ? 'primary' : 'secondary'}>
            {t('batch.print-go')}
          </Button>
        </form>
      )}
    </section>
  )
}

function clamp(value: number, least: number, most: number): number {
  return Number.isInteger(value) ? Math.max(least, Math.min(most, value)) : least
}
