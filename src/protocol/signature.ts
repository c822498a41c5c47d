import * as v from 'valibot'
import { mostPoints, pad, type Hand, type Signatures, type Stroke } from '#domain/delivery-note.ts'
import type { Bytes } from './bytes.ts'
import { decodeCbor, encodeCbor } from './cbor.ts'

/** What was drawn on a delivery note, as it travels in a personal part; null for a hand that drew nothing. */
export type DrawnSignatures = Readonly<Record<Hand, readonly Stroke[] | null>>

/** Undefined where nothing was drawn: a tap is no personal datum. */
export function encodeDrawings(signatures: Signatures): Bytes | undefined {
  const drawn = { giver: drawingOf(signatures.giver), receiver: drawingOf(signatures.receiver) }
  return drawn.giver || drawn.receiver ? encodeCbor(drawn) : undefined
}

/** Undefined for what is no drawing: it is shown to nobody. */
export function decodeDrawings(part: Uint8Array): DrawnSignatures | undefined {
  const decoded = decodeCbor(part)
  const parsed = v.safeParse(drawings, decoded.ok ? decoded.value : undefined)
  return parsed.success ? parsed.output : undefined
}

function drawingOf(signature: Signatures['giver']): readonly Stroke[] | null {
  return signature === 'tap' ? null : signature
}

const place = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(pad.width))
const stroke = v.pipe(
  v.array(place),
  v.maxLength(2 * mostPoints),
  v.check((points) => points.length % 2 === 0),
)
export const drawing = v.pipe(v.array(stroke), v.maxLength(mostPoints))
const drawings = v.object({ giver: v.nullable(drawing), receiver: v.nullable(drawing) })
