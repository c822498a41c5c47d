import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { buttonClass } from '#client/ui/button.tsx'
import { DataTable } from '#client/ui/data-table.tsx'
import { Count, Day, Figures } from '#client/ui/figures.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { managedStock, type ManagedStock } from '#protocol/manage/stock.ts'
import { DiscrepanciesTable } from './discrepancies-table.tsx'
import { ManagedPage } from './managed-page.tsx'
import { useManager } from './use-manager.ts'
import { NotesTable } from './notes-table.tsx'
import { writtenSeries } from './written-series.ts'

/** Who holds what, what does not fit, and what places counted. */
export function StockPage() {
  const { t } = useTranslation('manage')
  return (
    <ManagedPage title={t('stock.title')} path="stock" schema={managedStock}>
      {(stock) => (
        <>
          <Part title={t('stock.totals.title')}>
            <Totals totals={stock.totals} />
          </Part>
          <Part title={t('stock.places.title')}>
            <Places stock={stock} />
            <Link href="/manage/stock/account" className={buttonClass({ kind: 'secondary' })}>
              <span className="button-text">{t('stock.account.link')}</span>
            </Link>
          </Part>
          <Part title={t('stock.discrepancies.title')}>
            <DiscrepanciesTable stock={stock} />
          </Part>
          <Part title={t('stock.notes.title')}>
            <NotesTable notes={stock.notes} />
          </Part>
          <Part title={t('stock.counts.title')}>
            <Counts counts={stock.counts} />
          </Part>
        </>
      )}
    </ManagedPage>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className="manage-part">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

const wheres = ['printed', 'programme', 'places', 'persons', 'lost', 'damaged'] as const

function Totals({ totals }: Pick<ManagedStock, 'totals'>) {
  const { t } = useTranslation('manage')
  return (
    <DataTable
      caption={t('stock.totals.title')}
      captionHidden
      rows={wheres}
      rowKey={(where) => where}
      columns={[
        {
          key: 'where',
          label: t('stock.totals.what'),
          heading: true,
          cell: (where) => t(`stock.totals.${where}`),
        },
        {
          key: 'passes',
          label: t('stock.totals.passes'),
          numeric: true,
          cell: (where) => <Count of={totals[where]} />,
        },
      ]}
    />
  )
}

function Places({ stock: { places, year } }: { readonly stock: ManagedStock }) {
  const { t } = useTranslation('manage')
  return (
    <DataTable
      caption={t('stock.places.title')}
      captionHidden
      rows={places}
      rowKey={({ structure }) => structure}
      empty={<StateDrawing state="nothing-yet">{t('stock.places.none')}</StateDrawing>}
      columns={[
        { key: 'place', label: t('stock.places.place'), heading: true, cell: ({ name }) => name },
        {
          key: 'passes',
          label: t('stock.places.passes'),
          numeric: true,
          cell: ({ passes }) => <Count of={passes} />,
        },
        {
          key: 'series',
          label: t('stock.places.series'),
          cell: ({ held }) => (
            <Figures>{held.map(({ batch, series }) => writtenSeries(batch, series)).join(', ')}</Figures>
          ),
        },
        {
          key: 'given',
          label: t('stock.places.given', { year }),
          numeric: true,
          cell: ({ account }) => <Count of={account.handedOut - account.takenBack} />,
        },
      ]}
    />
  )
}

function Counts({ counts }: Pick<ManagedStock, 'counts'>) {
  const { t } = useTranslation('manage')
  const { timeZone } = useManager().programme
  type Row = ManagedStock['counts'][number]
  const seriesColumn = (key: 'missing' | 'unexpected') => ({
    key,
    label: t(`stock.counts.${key}`),
    cell: (row: Row) => <Figures>{writtenSeries(row.batch, row[key]) || '–'}</Figures>,
  })
  return (
    <DataTable
      caption={t('stock.counts.title')}
      captionHidden
      rows={counts}
      rowKey={({ entry }) => entry}
      empty={<StateDrawing state="nothing-yet">{t('stock.counts.none')}</StateDrawing>}
      columns={[
        {
          key: 'place',
          label: t('stock.counts.place'),
          heading: true,
          cell: ({ name, batch }) => `${name} · ${t('back.batch', { batch })}`,
        },
        {
          key: 'when',
          label: t('stock.counts.when'),
          cell: ({ at }) => <Day instant={at} timeZone={timeZone} />,
        },
        { key: 'due', label: t('stock.counts.due'), numeric: true, cell: ({ due }) => <Count of={due} /> },
        {
          key: 'counted',
          label: t('stock.counts.counted'),
          numeric: true,
          cell: ({ counted }) => <Count of={counted} />,
        },
        seriesColumn('missing'),
        seriesColumn('unexpected'),
      ]}
    />
  )
}
