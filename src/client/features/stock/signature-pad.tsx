import '#client/ui/signature.css'
import { useRef, type PointerEvent } from 'react'
import { isSignature, pad, withPoint, type Stroke } from '#domain/delivery-note.ts'
import { pathOf } from '#client/ui/signature-drawing.tsx'

export type SignaturePadProps = {
  readonly label: string
  readonly strokes: readonly Stroke[]
  /** Changes the drawing as it then is: points come faster than the screen is drawn. */
  readonly onDraw: (change: (before: readonly Stroke[]) => readonly Stroke[]) => void
}

/** Draws with a finger, a pen or a mouse, one of them at a time. Who has none of them signs by the button beside it. */
export function SignaturePad({ label, strokes, onDraw }: SignaturePadProps) {
  const pointer = useRef<number>(undefined)

  function begin(event: PointerEvent<SVGSVGElement>): void {
    if (pointer.current !== undefined || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    pointer.current = event.pointerId
    const [x, y] = placeOf(event)
    onDraw((before) => withPoint([...before, []], x, y))
  }

  function go(event: PointerEvent<SVGSVGElement>): void {
    if (event.pointerId !== pointer.current) return
    const [x, y] = placeOf(event)
    onDraw((before) => withPoint(before, x, y))
  }

  function end(event: PointerEvent<SVGSVGElement>): void {
    if (event.pointerId === pointer.current) pointer.current = undefined
  }

  return (
    <svg
      className="signature-pad"
      role="img"
      aria-label={label}
      data-signed={isSignature(strokes) || undefined}
      viewBox={`0 0 ${pad.width} ${pad.height}`}
      onPointerDown={begin}
      onPointerMove={go}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <path d={pathOf(strokes)} />
    </svg>
  )
}

function placeOf({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>): [number, number] {
  const { x, y, width, height } = currentTarget.getBoundingClientRect()
  return [((clientX - x) * pad.width) / width, ((clientY - y) * pad.height) / height]
}
