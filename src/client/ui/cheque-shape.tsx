import './cheque-shape.css'

const width = 72
const height = 48
const perforation = 15
const radius = 4
const bite = 1.9
const bites = [6, 12, 18, 24, 30, 36, 42]

/** The outline of one cheque in a 72 × 48 box: the stub that stays, and the body that tears off along the perforation. */
export const chequeBox = `0 0 ${width} ${height}`

export function ChequeStub() {
  return <path className="cheque-stub" d={stub} />
}

export function ChequeBody() {
  return (
    <g className="cheque-body">
      <path className="cheque-paper" d={body} />
      <rect
        className="cheque-rule"
        x={perforation + 5}
        y={5}
        width={width - perforation - 10}
        height={height - 10}
        rx={2}
      />
    </g>
  )
}

/** Where the body was, before it was torn off. */
export function ChequeTrace() {
  return <path className="cheque-trace" d={trace} />
}

const stub = [
  `M${radius} 0H${perforation}`,
  ...bites.map((y) => `V${y - bite}a${bite} ${bite} 0 0 0 0 ${bite * 2}`),
  `V${height}H${radius}a${radius} ${radius} 0 0 1 -${radius} -${radius}V${radius}a${radius} ${radius} 0 0 1 ${radius} -${radius}z`,
].join('')

const body = [
  `M${perforation} 0H${width - radius}a${radius} ${radius} 0 0 1 ${radius} ${radius}`,
  `V${height - radius}a${radius} ${radius} 0 0 1 -${radius} ${radius}H${perforation}`,
  ...bites.toReversed().map((y) => `V${y + bite}a${bite} ${bite} 0 0 0 0 -${bite * 2}`),
  'z',
].join('')

const trace = [
  `M${perforation + 4} 1H${width - radius}a${radius - 1} ${radius - 1} 0 0 1 ${radius - 1} ${radius - 1}`,
  `V${height - radius}a${radius - 1} ${radius - 1} 0 0 1 -${radius - 1} ${radius - 1}H${perforation + 4}`,
].join('')
