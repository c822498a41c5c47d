import './signature.css'

export type SignatureDrawingProps = {
  /** Spoken in its place. */
  readonly label: string
  /** The size of the pad on which it was drawn, in units of the points. */
  readonly pad: { readonly width: number; readonly height: number }
  /** Points of each stroke: x and y one after the other. */
  readonly strokes: readonly (readonly number[])[]
}

/** What a hand drew, from left to right whatever the language. */
export function SignatureDrawing({ label, pad, strokes }: SignatureDrawingProps) {
  return (
    <svg className="signature" role="img" aria-label={label} viewBox={`0 0 ${pad.width} ${pad.height}`}>
      <path d={pathOf(strokes)} />
    </svg>
  )
}

/** As the data of a path; a stroke of one point is a dot. */
export function pathOf(strokes: readonly (readonly number[])[]): string {
  return strokes
    .map((stroke) => {
      const points: string[] = []
      for (let at = 0; at + 1 < stroke.length; at += 2) points.push(`${stroke[at]} ${stroke[at + 1]}`)
      return points.length === 1 ? `M${points[0]}h0` : `M${points.join('L')}`
    })
    .join('')
}
