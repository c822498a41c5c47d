import './series.css'
import { ChequeBody, chequeBox, ChequeStub } from '#client/ui/cheque-shape.tsx'
import { VerdictShape } from '#client/ui/verdict-shape.tsx'
import { lookOf, verdictOf, type SeriesItem } from './series-state.ts'

/** The codes of a series as a running row of cheques, each with the shape of its answer; the newest first. */
export function SeriesRow({
  items,
  label,
}: {
  readonly items: readonly SeriesItem[]
  readonly label: string
}) {
  return (
    <div className="series-row" role="img" aria-label={label}>
      {items.toReversed().map((item) => (
        <span key={item.key} className="series-cheque" aria-hidden="true">
          <svg viewBox={chequeBox} focusable="false">
            <ChequeStub />
            <ChequeBody />
          </svg>
          <VerdictShape look={lookOf(verdictOf(item))} />
        </span>
      ))}
    </div>
  )
}
