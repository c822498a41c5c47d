import { quietModules, type DrawnCode } from './drawn-code.ts'

/** A QR code in its quiet zone, in millimetres on paper and on the screen. */
export function CodePicture({ code, label }: { readonly code: DrawnCode; readonly label: string }) {
  const size = code.modules + 2 * quietModules
  return (
    <svg
      className="code-picture"
      role="img"
      aria-label={label}
      viewBox={`${-quietModules} ${-quietModules} ${size} ${size}`}
      width={`${code.side}mm`}
      height={`${code.side}mm`}
      shapeRendering="crispEdges"
    >
      <rect x={-quietModules} y={-quietModules} width={size} height={size} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  )
}
