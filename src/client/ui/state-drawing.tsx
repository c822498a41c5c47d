import './state-drawing.css'
import type { ReactNode } from 'react'
import { ChequeBody, ChequeStub, ChequeTrace } from './cheque-shape.tsx'

export type DrawnState = 'nothing-yet' | 'loading' | 'offline' | 'too-old' | 'refused' | 'done'

export type StateDrawingProps = {
  readonly state: DrawnState
  /** What the drawing says, when no text beside it does. */
  readonly label?: string | undefined
  readonly children?: ReactNode
}

/** One cheque, and what happens to it. */
export function StateDrawing({ state, label, children }: StateDrawingProps) {
  return (
    <figure className="state-drawing" data-state={state}>
      <svg
        className="state-picture"
        viewBox="-10 -18 108 84"
        role={label ? 'img' : undefined}
        aria-label={label}
        aria-hidden={label ? undefined : true}
        focusable="false"
      >
        {drawings[state]}
      </svg>
      {children && <figcaption className="state-text">{children}</figcaption>}
    </figure>
  )
}

const whole = (
  <>
    <ChequeStub />
    <ChequeBody />
  </>
)

const drawings = {
  'nothing-yet': (
    <g className="state-empty">
      <ChequeTrace />
      <ChequeStub />
    </g>
  ),
  loading: (
    <>
      <g className="state-empty">
        <ChequeTrace />
        <ChequeStub />
      </g>
      {[34, 44, 54].map((x) => (
        <circle key={x} className="state-dot" cx={x} cy="24" r="2.6" />
      ))}
    </>
  ),
  offline: (
    <>
      {whole}
      <g className="state-sign">
        <circle className="state-ground" cx="76" cy="44" r="17" />
        <path d="M66 40a14 14 0 0 1 20 0M70 45a8.5 8.5 0 0 1 12 0" />
        <circle className="state-dot" cx="76" cy="51" r="2" />
        <path d="M64 54l24-22" />
      </g>
    </>
  ),
  'too-old': (
    <>
      {whole}
      <g className="state-sign">
        <circle className="state-ground" cx="76" cy="44" r="17" />
        <circle className="state-ring" cx="76" cy="44" r="12" />
        <path d="M76 37v7l5 3" />
      </g>
    </>
  ),
  refused: (
    <>
      {whole}
      <g className="state-sign">
        <circle className="state-ground" cx="76" cy="44" r="17" />
        <path d="M69 37l14 14M83 37l-14 14" />
      </g>
    </>
  ),
  done: (
    <>
      <ChequeTrace />
      <ChequeStub />
      <g className="state-lifted">
        <ChequeBody />
        <path className="state-tick" d="M36 24l6 7 12-14" />
      </g>
    </>
  ),
} as const
