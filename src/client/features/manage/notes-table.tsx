import { useTranslation } from 'react-i18next'
import { hands, pad, type Hand } from '#domain/delivery-note.ts'
import { DataTable } from '#client/ui/data-table.tsx'
import { Day, Figures } from '#client/ui/figures.tsx'
import { SignatureDrawing } from '#client/ui/signature-drawing.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import type { ManagedStock } from '#protocol/manage/stock.ts'
import { useManager } from './use-manager.ts'
import { writtenSeries } from './written-series.ts'

type Row = ManagedStock['notes'][number]

/** The last boxes that came or left, and whether both hands signed. */
export function NotesTable({ notes }: Pick<ManagedStock, 'notes'>) {
  const { t } = useTranslation('manage')
  const { timeZone } = useManager().programme
  return (
    <DataTable
      caption={t('stock.notes.title')}
      captionHidden
      rows={notes}
      rowKey={({ entry }) => entry}
      empty={<StateDrawing state="nothing-yet">{t('stock.notes.none')}</StateDrawing>}
      columns={[
        {
          key: 'series',
          label: t('stock.notes.series'),
          heading: true,
          cell: (row) => <Figures>{writtenSeries(row.batch, [row])}</Figures>,
        },
        {
          key: 'when',
          label: t('stock.notes.when'),
          cell: ({ at }) => <Day instant={at} timeZone={timeZone} />,
        },
        {
          key: 'place',
          label: t('stock.notes.place'),
          cell: ({ name, kind }) => `${name} · ${t(`stock.kinds.${kind}`)}`,
        },
        ...hands.map((hand) => ({
          key: hand,
          label: t(`stock.notes.${hand}`),
          cell: (row: Row) => <Signed by={row[hand]} />,
        })),
      ]}
    />
  )
}

function Signed({ by: { way, drawing } }: { readonly by: Row[Hand] }) {
  const { t } = useTranslation('manage')
  if (way === null) return t('stock.notes.unsigned')
  if (way === 'tap') return t('stock.notes.tap')
  if (!drawing) return t('stock.notes.expired')
  return (
    <span className="note-drawing">
      <SignatureDrawing label={t('stock.notes.drawn')} pad={pad} strokes={drawing} />
    </span>
  )
}
