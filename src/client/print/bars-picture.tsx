import { barModule, type Bars } from './code-128.ts'

/** Code 128, drawn as bars that share no edge with anything: the white around belongs to it. */
export function BarsPicture({ bars, label }: { readonly bars: Bars; readonly label: string }) {
  return (
    <svg
      className="bars-picture"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${bars.modules} 1`}
      preserveAspectRatio="none"
      width={`${bars.modules * barModule}mm`}
      shapeRendering="crispEdges"
    >
      <path d={bars.bars.map(({ at, width }) => `M${at} 0h${width}v1h-${width}z`).join('')} fill="#000" />
    </svg>
  )
}
