import './cheque-row.css'
import { blocksOf, chequesOf, type DrawnCheque } from './drawn-cheques.ts'
import { ChequeBody, chequeBox, ChequeStub, ChequeTrace } from './cheque-shape.tsx'

export type ChequeRowProps = {
  /** Units of the pass. Above 40 they are drawn as blocks of ten. */
  readonly units: number
  /** How many are used, or for a booklet which ones, cheque 1 first. */
  readonly used: number | readonly boolean[]
  /** Units just taken, to be seen tearing off: how many of the last ones used, or the numbers of the cheques. */
  readonly tearing?: number | readonly number[]
  /** What the drawing says, in words. */
  readonly label: string
  readonly size?: 'small' | 'large'
}

/** The drawing of the programme: a pass as the row of its cheques. */
export function ChequeRow({ units, used, tearing = 0, label, size = 'large' }: ChequeRowProps) {
  const drawn = units > 40 ? blocksOf(units, used, tearing) : chequesOf(units, used, tearing)
  return (
    <div className="cheque-row" data-size={size} role="img" aria-label={label}>
      <div className="cheque-row-grid" aria-hidden="true">
        {drawn.map((cheque) => (
          <Cheque key={cheque.number} cheque={cheque} />
        ))}
      </div>
    </div>
  )
}

const behind = [3, 6].map((shift) => (
  <rect key={shift} className="cheque-behind" x={shift} y={shift} width="72" height="48" rx="4" />
))

function Cheque({ cheque }: { readonly cheque: DrawnCheque }) {
  const { state, tearing, text, depth } = cheque
  return (
    <span className="cheque" data-state={state} data-tearing={tearing || undefined}>
      <svg className="cheque-shape" viewBox={chequeBox} focusable="false">
        {state === 'used' && <ChequeTrace />}
        {behind.slice(0, depth).toReversed()}
        <ChequeStub />
        {(state !== 'used' || tearing) && <ChequeBody />}
      </svg>
      <span className="cheque-text">{text}</span>
    </span>
  )
}
