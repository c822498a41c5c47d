import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { buttonClass } from '#client/ui/button.tsx'
import { DataTable } from '#client/ui/data-table.tsx'
import { Amount, Day } from '#client/ui/figures.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { managedBatches, type ManagedBatch } from '#protocol/manage/batches.ts'
import { ManagedPage } from './managed-page.tsx'
import { useWords } from './words.tsx'

export function BatchesPage() {
  const { t } = useTranslation('manage')
  return (
    <ManagedPage
      title={t('batches.title')}
      path="batches"
      schema={managedBatches}
      action={
        <Link href="/manage/batches/new" className={buttonClass({})}>
          <span className="button-text">{t('batches.make')}</span>
        </Link>
      }
    >
      {({ batches }) => <BatchTable batches={batches} />}
    </ManagedPage>
  )
}

function BatchTable({ batches }: { readonly batches: readonly ManagedBatch[] }) {
  const { t } = useTranslation('manage')
  const words = useWords()
  return (
    <DataTable
      caption={t('batches.caption')}
      captionHidden
      rows={batches}
      rowKey={({ batch }) => `${batch}`}
      empty={<StateDrawing state="nothing-yet">{t('batches.nothing')}</StateDrawing>}
      columns={[
        {
          key: 'batch',
          label: t('batches.number'),
          heading: true,
          cell: ({ batch }) => (
            <Link className="manage-whole" href={`/manage/batches/${batch}`}>
              {t('overview.batch', { batch })}
            </Link>
          ),
        },
        {
          key: 'order',
          label: t('batches.order'),
          cell: ({ order }) => <span className="manage-whole">{order}</span>,
        },
        { key: 'format', label: t('batches.format'), cell: ({ format }) => t(`format.${format}`) },
        {
          key: 'content',
          label: t('batches.content'),
          cell: ({ passes, units }) =>
            t('batches.contains', { passes: words.passes(passes), cheques: words.cheques(units) }),
        },
        {
          key: 'value',
          label: t('batches.value'),
          numeric: true,
          cell: ({ funnel }) => <Amount cents={funnel.ordered.cents} />,
        },
        { key: 'until', label: t('batches.until'), cell: ({ endDay }) => <Day day={endDay} /> },
        {
          key: 'state',
          label: t('batches.state'),
          cell: (batch) =>
            batch.training ? t('batches.training') : t(`batches.states.${stateOfBatch(batch)}`),
        },
      ]}
    />
  )
}

/** How far a batch has come. */
export function stateOfBatch({ openedAt, funnel, passes }: ManagedBatch) {
  if (openedAt === null) return 'made'
  if (funnel.delivered.passes === 0) return 'opened'
  return funnel.delivered.passes < passes ? 'part-delivered' : 'delivered'
}
