import { useTranslation } from 'react-i18next'
import { DataTable } from '#client/ui/data-table.tsx'
import { Day, Figures } from '#client/ui/figures.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { passesIn } from '#domain/stock.ts'
import type { ManagedStock } from '#protocol/manage/stock.ts'
import { useManager } from './use-manager.ts'
import { writtenSeries } from './written-series.ts'

type Row = Pick<ManagedStock['discrepancies'][number], 'entry' | 'name' | 'at'> & {
  readonly kind: (ManagedStock['discrepancies'] | ManagedStock['unknownBatches'])[number]['kind']
  readonly written: string
  readonly held: string
}

/** What acts say that does not fit, the newest first, and where the passes were instead. */
export function DiscrepanciesTable({ stock }: { readonly stock: ManagedStock }) {
  const { t } = useTranslation('manage')
  const { timeZone } = useManager().programme
  const rows: readonly Row[] = [
    ...stock.discrepancies.map((row) => {
      const isCut = passesIn(row.series) < row.passes
      const written = `${writtenSeries(row.batch, row.series)}${isCut ? ' …' : ''}`
      return { ...row, written, held: heldWord(row) }
    }),
    ...stock.oddReceptions.map((row) => {
      const { counted, due } = row
      const written = writtenSeries(row.batch, [row])
      return {
        ...row,
        written,
        kind: 'reception' as const,
        held: t('stock.discrepancies.count', { counted, due }),
      }
    }),
    ...stock.unknownBatches.map((row) => {
      const written = writtenSeries(row.batch, [row])
      return { ...row, written, held: t('stock.discrepancies.unknown-batch') }
    }),
  ].toSorted((a, b) => b.at - a.at)

  function heldWord({ heldBy, heldByName }: ManagedStock['discrepancies'][number]): string {
    switch (heldBy) {
      case null:
        return t('stock.discrepancies.nowhere')
      case 'printer':
      case 'person':
      case 'lost':
      case 'damaged':
        return t(`stock.discrepancies.${heldBy}`)
      default:
        return heldByName
    }
  }

  return (
    <>
      {rows.length > 0 && <p>{t('stock.discrepancies.text')}</p>}
      <DataTable
        caption={t('stock.discrepancies.title')}
        captionHidden
        rows={rows}
        rowKey={({ entry, written, held }) => `${entry} ${written} ${held}`}
        empty={<StateDrawing state="done">{t('stock.discrepancies.none')}</StateDrawing>}
        columns={[
          {
            key: 'series',
            label: t('stock.discrepancies.series'),
            heading: true,
            cell: ({ written }) => <Figures>{written}</Figures>,
          },
          {
            key: 'when',
            label: t('stock.discrepancies.when'),
            cell: ({ at }) => <Day instant={at} timeZone={timeZone} />,
          },
          { key: 'who', label: t('stock.discrepancies.who'), cell: ({ name }) => name },
          { key: 'what', label: t('stock.discrepancies.what'), cell: ({ kind }) => t(`stock.kinds.${kind}`) },
          { key: 'held', label: t('stock.discrepancies.held'), cell: ({ held }) => held },
        ]}
      />
      {stock.more > 0 && <p>{t('stock.discrepancies.more', { more: stock.more })}</p>}
    </>
  )
}
