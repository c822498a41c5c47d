import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { DataTable } from '#client/ui/data-table.tsx'
import { Count } from '#client/ui/figures.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { writeCount } from '#client/ui/written.ts'
import { buttonClass } from '#client/ui/button.tsx'
import { funnelSteps, managedOverview, type Funnel, type ManagedOverview } from '#protocol/manage/overview.ts'
import { useManager } from './use-manager.ts'
import { ManagedPage } from './managed-page.tsx'
import { FunnelSheets, FunnelTable } from './funnel.tsx'
import { MoneyTable } from './money-table.tsx'
import { TopUpPart } from './top-up-part.tsx'

export function OverviewPage() {
  const { t } = useTranslation('manage')
  return (
    <ManagedPage title={t('overview.title')} path="overview" schema={managedOverview}>
      {(overview, reload) => <Overview overview={overview} onChanged={reload} />}
    </ManagedPage>
  )
}

type OverviewProps = { readonly overview: ManagedOverview; readonly onChanged: () => void }

function Overview({ overview, onChanged }: OverviewProps) {
  const { t } = useTranslation('manage')
  const waiting = overview.orders.reduce((sum, order) => sum + order.waitingUnits, 0)
  const { honouredUnits } = overview
  return (
    <>
      {overview.contingency.isShort && (
        <TopUpPart contingency={overview.contingency} onToppedUp={onChanged} />
      )}
      <OpenCases />
      <section className="manage-part">
        <h2>{t('overview.funnel')}</h2>
        <FunnelSheets funnel={overview.total} />
        <FunnelTable funnel={overview.total} />
      </section>
      <section className="manage-part">
        <MoneyTable money={overview.money} />
        {waiting > 0 && <p>{t('overview.waiting', { count: waiting, n: writeCount(waiting) })}</p>}
        {honouredUnits > 0 && (
          <p>{t('overview.honoured', { count: honouredUnits, n: writeCount(honouredUnits) })}</p>
        )}
      </section>
      <BatchTable overview={overview} />
    </>
  )
}

function OpenCases() {
  const { t } = useTranslation('manage')
  const { openCases } = useManager().programme
  if (openCases === 0) return null
  return (
    <Notice
      weight="important"
      title={t('overview.cases', { count: openCases, n: writeCount(openCases) })}
      action={
        <Link href="/manage/cases" className={buttonClass({ kind: 'secondary' })}>
          <span className="button-text">{t('overview.see-cases')}</span>
        </Link>
      }
    />
  )
}

type FunnelRow = {
  readonly key: string
  readonly batch?: number
  readonly order: string
  readonly funnel: Funnel
}

function BatchTable({ overview }: { readonly overview: ManagedOverview }) {
  const { t } = useTranslation('manage')
  const rows: readonly FunnelRow[] = overview.orders.flatMap(({ order, funnel }) => {
    const own = overview.batches
      .filter((batch) => batch.order === order)
      .map((batch) => ({ ...batch, key: `batch ${batch.batch}` }))
    return own.length > 1 ? [{ key: `order ${order}`, order, funnel }, ...own] : own
  })
  return (
    <DataTable
      caption={t('overview.by-batch')}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'name',
          label: t('batches.number'),
          heading: true,
          cell: ({ batch, order }) =>
            batch === undefined ? (
              t('overview.order', { order })
            ) : (
              <>
                <Link href={`/manage/batches/${batch}`}>{t('overview.batch', { batch })}</Link>{' '}
                <span className="manage-soft">{order}</span>
              </>
            ),
        },
        ...funnelSteps.map((step) => ({
          key: step,
          label: t(`overview.steps.${step}`),
          numeric: true,
          cell: ({ funnel }: FunnelRow) => <Count of={funnel[step].units} />,
        })),
      ]}
    />
  )
}
