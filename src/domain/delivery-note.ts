import type { StockActKind } from './stock-act.ts'

/** Whose hands sign a delivery. Each is a locale key. */
export const hands = ['giver', 'receiver'] as const

export type Hand = (typeof hands)[number]

/** How a hand signed: by a tap, or by a drawing, which is a personal datum and expires. */
export const signatureWays = ['tap', 'drawn'] as const

export type SignatureWay = (typeof signatureWays)[number]

/** What stays for ever of two signatures: how each hand signed, null where it did not. */
export type SignedWays = Readonly<Record<Hand, SignatureWay | null>>

/** Passes that go from one hand to another: the other acts have one hand only, and nobody to sign beside it. */
export const deliveryActs = ['reception', 'transfer', 'return'] as const satisfies readonly StockActKind[]

export type DeliveryAct = (typeof deliveryActs)[number]

export function isDelivery(movement: StockActKind): movement is DeliveryAct {
  return deliveryActs.some((each) => each === movement)
}

/** The pad on which a hand draws, and the paper on which it is shown, in its own units. */
export const pad = { width: 600, height: 200 }

/** The points of one movement of the hand on the pad: x and y one after the other, whole numbers. */
export type Stroke = readonly number[]

export type Signature = 'tap' | readonly Stroke[]

export type Signatures = Readonly<Record<Hand, Signature | null>>

export const unsigned: Signatures = { giver: null, receiver: null }

/** Points closer than this to the last one add nothing: a hand that rests draws nothing. */
const nearest = 4

/** A drawing of so many points has a few kilobytes; a longer line ends there. */
export const mostPoints = 1500

/** The drawing with one more point at the end of its last stroke; the same one where the point adds nothing. */
export function withPoint(strokes: readonly Stroke[], x: number, y: number): readonly Stroke[] {
  const last = strokes.at(-1) ?? []
  const [beforeX, beforeY] = last.slice(-2)
  const at = [within(x, pad.width), within(y, pad.height)] as const
  const isNear =
    beforeX !== undefined && beforeY !== undefined && Math.hypot(at[0] - beforeX, at[1] - beforeY) < nearest
  if (isNear || pointsIn(strokes) >= mostPoints) return strokes
  return [...strokes.slice(0, -1), [...last, ...at]]
}

/** A dot or a slip of the finger is no signature. */
export function isSignature(strokes: readonly Stroke[]): boolean {
  return pointsIn(strokes) >= 5
}

export function waysOf(signatures: Signatures): SignedWays {
  return { giver: wayOf(signatures.giver), receiver: wayOf(signatures.receiver) }
}

function wayOf(signature: Signature | null): SignatureWay | null {
  if (signature === null) return null
  return signature === 'tap' ? 'tap' : 'drawn'
}

function pointsIn(strokes: readonly Stroke[]): number {
  return strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0)
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, Math.round(value)))
}
