import { correction, generate } from 'lean-qr'
import { useMemo } from 'react'

const quietZone = 4

/** A code to scan: level M, black on white in every scheme, with four modules of quiet zone. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { side, path } = useMemo(() => drawCode(text), [text])
  const box = `${-quietZone} ${-quietZone} ${side} ${side}`
  return (
    <svg className="qr-code" viewBox={box} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect className="qr-ground" x={-quietZone} y={-quietZone} width={side} height={side} />
      <path className="qr-modules" d={path} />
    </svg>
  )
}

/** One stroke for each run of dark modules in a line. */
function drawCode(text: string): { readonly side: number; readonly path: string } {
  const code = generate(text, { minCorrectionLevel: correction.M })
  let path = ''
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      let end = x
      while (code.get(end, y)) end++
      if (end > x) path += `M${x} ${y}h${end - x}v1h-${end - x}z`
      x = end
    }
  }
  return { side: code.size + 2 * quietZone, path }
}
