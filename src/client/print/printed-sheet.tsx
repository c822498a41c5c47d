import './printed-sheet.css'
import { useTranslation } from 'react-i18next'
import { PrintedCard } from './printed-card.tsx'
import { PrintedStrip } from './printed-strip.tsx'
import { Ruler } from './ruler.tsx'
import type { PrintedCodeParts, PrintOrder } from './printed-pass.ts'

export type PrintedSheetProps = {
  readonly order: PrintOrder
  readonly parts: readonly PrintedCodeParts[]
  readonly sheet: number
  readonly sheets: number
}

/** One A4 page at its real size: parts to cut, cut marks outside them, a ruler to check the scale. */
export function PrintedSheet({ order, parts, sheet, sheets }: PrintedSheetProps) {
  const { t } = useTranslation('print')
  const { format } = order.batch
  return (
    <section className="sheet" data-format={format} aria-label={t('sheet', { sheet, sheets })}>
      <header className="sheet-header">
        <Ruler />
        <p>
          <strong>{t('actual-size')}</strong>
          <br />
          {t('sheet', { sheet, sheets })} · {t('lot', { batch: order.batch.batch })}
        </p>
      </header>
      <div className="sheet-parts">
        {parts.map((part) =>
          format === 'card' ? (
            <PrintedCard key={part.serial} order={order} part={part} />
          ) : (
            <PrintedStrip key={part.serial} order={order} part={part} />
          ),
        )}
        <CutMarks format={format} rows={Math.ceil(parts.length / (format === 'card' ? 2 : 1))} />
      </div>
    </section>
  )
}

const cuts = {
  card: { columns: [0, 85.6, 171.2], row: 54 },
  booklet: { columns: [0, 42, 194], row: 44 },
} as const

/** Where four parts meet: for whoever cuts with scissors. */
function crossings(columns: readonly number[], rows: number, row: number): readonly string[] {
  return columns.slice(1, -1).flatMap((x) =>
    Array.from({ length: rows - 1 }, (_, index) => {
      const y = (index + 1) * row
      return `M${x - 1} ${y}h2M${x} ${y - 1}v2`
    }),
  )
}

/** Short lines in the margin, where the guillotine goes. */
function CutMarks({ format, rows }: { readonly format: 'card' | 'booklet'; readonly rows: number }) {
  const { columns, row } = cuts[format]
  const width = columns.at(-1) ?? 0
  const height = rows * row
  const lines = [
    ...columns.flatMap((x) => [`M${x} -1v-3`, `M${x} ${height + 1}v3`]),
    ...Array.from({ length: rows + 1 }, (_, index) => [
      `M-1 ${index * row}h-4`,
      `M${width + 1} ${index * row}h4`,
    ]).flat(),
    ...crossings(columns, rows, row),
  ]
  return (
    <svg
      className="cut-marks"
      aria-hidden="true"
      viewBox={`0 0 ${width} ${height}`}
      width={`${width}mm`}
      height={`${height}mm`}
    >
      <path d={lines.join('')} />
    </svg>
  )
}
