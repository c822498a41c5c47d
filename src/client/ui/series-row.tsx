import './series.css'
import { ChequeBody, chequeBox, ChequeStub } from './cheque-shape.tsx'
import { VerdictShape, type VerdictLook } from './verdict-shape.tsx'

export type SeriesRowProps = {
  readonly codes: readonly { readonly key: string; readonly look: VerdictLook }[]
  readonly label: string
}

/** The codes of a series as a running row of cheques, each with the shape of its answer; the newest first. */
export function SeriesRow({ codes, label }: SeriesRowProps) {
  return (
    <div className="series-row" role="img" aria-label={label}>
      {codes.toReversed().map(({ key, look }) => (
        <span key={key} className="series-cheque" aria-hidden="true">
          <svg viewBox={chequeBox} focusable="false">
            <ChequeStub />
            <ChequeBody />
          </svg>
          <VerdictShape look={look} />
        </span>
      ))}
    </div>
  )
}
