import { useTranslation } from 'react-i18next'
import { DataTable } from '#client/ui/data-table.tsx'
import { Amount, Count, Day, Figures } from '#client/ui/figures.tsx'
import { writeAmount, writeCount, writeDay } from '#client/ui/written.ts'
import { managedBatches, type ManagedBatch } from '#protocol/manage/batches.ts'
import { AbsentNotice, ManagedPage } from './managed-page.tsx'
import { DeliverPart } from './deliver-part.tsx'
import { useManager } from './use-manager.ts'
import { OpenPart } from './open-part.tsx'
import { FunnelTable } from './funnel.tsx'
import { PrintPart } from './print-part.tsx'

/** One batch, in the order in which things are done with it: print, open, deliver. */
export function BatchPage({ batch }: { readonly batch: number }) {
  const { t } = useTranslation('manage')
  return (
    <ManagedPage
      title={t('batch.title', { batch })}
      path="batches"
      schema={managedBatches}
      back={{ label: t('back.batches'), to: '/manage/batches' }}
    >
      {({ batches }, reload) => {
        const found = batches.find((each) => each.batch === batch)
        if (!found) return <AbsentNotice reason="not-found" onRetry={reload} />
        return <Batch batch={found} onChanged={reload} />
      }}
    </ManagedPage>
  )
}

function Batch({ batch, onChanged }: { readonly batch: ManagedBatch; readonly onChanged: () => void }) {
  const { t } = useTranslation('manage')
  return (
    <>
      <Facts batch={batch} />
      <PrintPart key={`print ${batch.batch}`} batch={batch} />
      <OpenPart batch={batch} onOpened={onChanged} />
      <DeliverPart key={`deliver ${batch.funnel.delivered.passes}`} batch={batch} onDelivered={onChanged} />
      <Deliveries batch={batch} />
      <section className="manage-part">
        <h2>{t('overview.funnel')}</h2>
        <FunnelTable funnel={batch.funnel} />
      </section>
    </>
  )
}

function Facts({ batch }: { readonly batch: ManagedBatch }) {
  const { t } = useTranslation('manage')
  const { programme } = useManager()
  const { order, format, units, passes, spares, firstDay, endDay, funnel } = batch
  return (
    <dl className="manage-facts" aria-label={t('batch.facts')}>
      <Fact label={t('batches.order')}>{order}</Fact>
      <Fact label={t('batches.format')}>{t(`format.${format}`)}</Fact>
      <Fact label={t('batches.passes')}>
        <Count of={passes} />{' '}
        <span className="manage-soft">{t('batch.spares', { n: writeCount(spares) })}</span>
      </Fact>
      <Fact label={t('batches.units')}>
        <Figures>
          {units} × {writeAmount(programme.unitCents)}
        </Figures>
      </Fact>
      <Fact label={t('batches.value')}>
        <Amount cents={funnel.ordered.cents} />
      </Fact>
      <Fact label={t('batch.validity-label')}>
        {t('batch.validity', { from: writeDay(firstDay), to: writeDay(endDay) })}
      </Fact>
    </dl>
  )
}

export function Fact({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Deliveries({ batch }: { readonly batch: ManagedBatch }) {
  const { t } = useTranslation('manage')
  const { timeZone } = useManager().programme
  return (
    <DataTable
      caption={t('batch.deliveries')}
      rows={batch.deliveries}
      rowKey={({ from }) => `${from}`}
      empty={<p>{t('batch.no-delivery')}</p>}
      columns={[
        { key: 'structure', label: t('batch.structure'), heading: true, cell: ({ name }) => name },
        {
          key: 'passes',
          label: t('batch.delivered-passes'),
          cell: ({ from, to }) => (
            <Figures>
              {batch.batch}-{from + 1} → {batch.batch}-{to + 1}
            </Figures>
          ),
        },
        {
          key: 'count',
          label: t('batch.delivered-count'),
          numeric: true,
          cell: ({ from, to }) => <Count of={to - from + 1} />,
        },
        {
          key: 'day',
          label: t('batch.delivered-on'),
          cell: ({ deliveredAt }) => <Day instant={deliveredAt} timeZone={timeZone} />,
        },
      ]}
    />
  )
}
