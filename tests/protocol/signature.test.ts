import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeCbor } from '#protocol/cbor.ts'
import { decodeDrawings, encodeDrawings } from '#protocol/signature.ts'

const strokes = fc.array(
  fc
    .array(fc.tuple(fc.nat(600), fc.nat(200)), { minLength: 1, maxLength: 30 })
    .map((points) => points.flat()),
  { minLength: 1, maxLength: 5 },
)
const signature = fc.oneof(fc.constant(null), fc.constant('tap' as const), strokes)

test('[Q21] what both hands drew is read as it was drawn; taps alone have no personal part', () => {
  fc.assert(
    fc.property(signature, signature, (giver, receiver) => {
      const bytes = encodeDrawings({ giver, receiver })
      const drawn = { giver: giver === 'tap' ? null : giver, receiver: receiver === 'tap' ? null : receiver }
      if (!drawn.giver && !drawn.receiver) expect(bytes).toBeUndefined()
      else expect(bytes && decodeDrawings(bytes)).toEqual(drawn)
    }),
  )
})

test('[Q22] what is no drawing is shown to nobody', () => {
  const read = (giver: unknown) => decodeDrawings(encodeCbor({ giver, receiver: null }))
  expect(read([[1, 2]])).toEqual({ giver: [[1, 2]], receiver: null })
  expect(read([[1, 2, 3]])).toBeUndefined()
  expect(read([[1, 601]])).toBeUndefined()
  expect(read([[1, -1]])).toBeUndefined()
  expect(read([['M0 0', '<script>']])).toBeUndefined()
  expect(decodeDrawings(encodeCbor({ age: '26-45' }))).toBeUndefined()
  expect(decodeDrawings(Uint8Array.of(0xff))).toBeUndefined()
})
