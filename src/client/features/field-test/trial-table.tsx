import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'
import { DataTable } from '#client/ui/data-table.tsx'
import { csvOf, readsOf, secondsToFirstRead, type Trial } from './trial.ts'

export type TrialTableProps = { readonly trials: readonly Trial[]; readonly onForget: () => void }

/** What was measured, and the file of it. It is on this page only, so the file is asked for before leaving. */
export function TrialTable({ trials, onForget }: TrialTableProps) {
  const { t } = useTranslation('field-test')
  return (
    <section className="field-test-measures" aria-labelledby="field-test-measures">
      <h2 id="field-test-measures">{t('measures', { count: trials.length })}</h2>
      <p>{t('keep')}</p>
      <div className="field-test-ways">
        <Button kind="secondary" onClick={() => save(csvOf(trials), `${t('file')}.csv`)}>
          {t('save')}
        </Button>
        <Button kind="quiet" onClick={onForget}>
          {t('forget')}
        </Button>
      </div>
      <DataTable
        caption={t('measures', { count: trials.length })}
        captionHidden
        rows={trials.map((trial, at) => ({ ...trial, number: at + 1 }))}
        rowKey={({ number }) => String(number)}
        columns={[
          {
            key: 'tried',
            label: t('column.tried'),
            heading: true,
            cell: ({ number, support, distance: centimetres, light }) =>
              t('tried', {
                number,
                support: t(`support.${support}`),
                distance: t('distance.value', { centimetres }),
                light: t(`light.${light}`),
              }),
          },
          { key: 'first', label: t('column.first'), numeric: true, cell: (trial) => <First trial={trial} /> },
          {
            key: 'share',
            label: t('column.share'),
            numeric: true,
            cell: (trial) => t('share', { reads: readsOf(trial), attempts: trial.attempts.length }),
          },
        ]}
      />
    </section>
  )
}

function First({ trial }: { readonly trial: Trial }) {
  const { t } = useTranslation('field-test')
  const seconds = secondsToFirstRead(trial)
  return seconds === undefined
    ? t('not-read')
    : t('seconds', { seconds: seconds.toFixed(1).replace('.', ',') })
}

function save(csv: string, name: string): void {
  const address = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  URL.revokeObjectURL(address)
}
