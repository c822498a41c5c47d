import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printedPasses, type Batch } from '#domain/batch.ts'
import { passStates, type PassKnowledge } from '#domain/pass.ts'
import { fromBase64Url } from '#protocol/bytes.ts'
import { encodeCbor } from '#protocol/cbor.ts'
import { inflate } from '#protocol/file.ts'
import {
  decodePassList,
  encodePassList,
  lookUpPass,
  makeColumn,
  makePassList,
  readColumn,
  writeColumn,
  type Column,
} from '#protocol/pass-list.ts'
import { aBatch, aBooklet, aBookletPass, aPass, valueOf } from '#tests/support/builders.ts'
import vectors from './vectors/token-status-list.json' with { type: 'json' }

const states = fc.constantFrom(...passStates)

const cards = fc.integer({ min: 1, max: 200 }).chain((units) =>
  fc
    .array(fc.record({ state: states, used: fc.nat({ max: units }) }), { minLength: 2, maxLength: 60 })
    .map((passes) => ({
      batch: aBatch({ units, passes: passes.length - 1, spares: 1 }),
      known: passes.map((pass) => aPass(pass)),
    })),
)

const booklets = fc.integer({ min: 1, max: 40 }).chain((units) =>
  fc
    .array(fc.record({ state: states, cheques: fc.uniqueArray(fc.integer({ min: 1, max: units })) }), {
      minLength: 2,
      maxLength: 20,
    })
    .map((passes) => ({
      batch: aBooklet({ units, passes: passes.length - 1, spares: 1 }),
      known: passes.map(({ state, cheques }) => aBookletPass(cheques, { state })),
    })),
)

describe('a list', () => {
  test('[L1] says of each pass what it was told, spares included, and goes to bytes and back', () => {
    fc.assert(
      fc.property(fc.oneof(cards, booklets), ({ batch, known }) => {
        const list = listOf(batch, known)
        const read = valueOf(decodePassList(encodePassList(list)))
        expect(read).toEqual(list)
        expect(read.passes).toBe(printedPasses(batch))
        known.forEach((pass, index) => expect(lookUpPass(read, index)).toEqual(pass))
      }),
    )
  })

  test('[L1] of a card has four bits a pass up to fifteen units, then eight; of a booklet one a cheque', () => {
    expect(listOf(aBatch({ units: 15 }), []).used?.bits).toBe(4)
    expect(listOf(aBatch({ units: 16 }), []).used?.bits).toBe(8)
    expect(listOf(aBooklet({ units: 10 }), []).cheques).toMatchObject({ bits: 1, bytes: { length: 128 } })
    expect(listOf(aBatch(), []).cheques).toBeUndefined()
    expect(listOf(aBooklet(), []).used).toBeUndefined()
  })

  test('[L2] says nothing of a pass that it does not hold, or in a state that this version cannot name', () => {
    const list = listOf(aBatch(), [])
    expect(lookUpPass(list, 101)).toBeDefined()
    expect([-1, 102, 2 ** 40].map((pass) => lookUpPass(list, pass))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    writeColumn(list.state, 4, passStates.length)
    writeColumn(list.state, 5, 15)
    expect([lookUpPass(list, 4), lookUpPass(list, 5)]).toEqual([undefined, undefined])
    expect(lookUpPass(list, 6)).toBeDefined()
  })

  test('[L2] the states have their place in the column: append, never reorder', () => {
    expect(passStates).toEqual(['not-active', 'in-stock', 'active', 'watch', 'suspended', 'closed'])
  })

  test('[L3] a list of another version says so', () => {
    expect(decodePassList(encodeCbor([2, 7, 3, 1, 10, []]))).toEqual({ ok: false, error: 'unknown-version' })
  })

  test('[L3] a list whose columns do not hold its passes is not one', () => {
    const state = ['state', 4, new Uint8Array(1)]
    const used = ['used', 4, new Uint8Array(1)]
    const contents = [
      [1, 7, 3, 2, 10, [state]],
      [1, 7, 3, 2, 10, [used]],
      [1, 7, 3, 3, 10, [state, used]],
      [1, 7, 3, 2, 10, [state, ['used', 4, new Uint8Array(2)]]],
      [1, 7, 3, 2, 10, [state, ['used', 3, new Uint8Array(1)]]],
      [1, 7, 3, 2, 10, [state, ['cheques', 1, new Uint8Array(2)]]],
      [1, 7, 3, 2, 10, [state, ['used', 4]]],
      [1, 7, 3, 2, -1, [state, used]],
      [1, 7, 3, 2, 10, 'columns'],
      [1],
      'list',
      null,
    ]
    for (const content of contents) {
      expect(decodePassList(encodeCbor(content))).toEqual({ ok: false, error: 'not-a-list' })
    }
    expect(decodePassList(encodeCbor([1, 7, 3, 2, 10, [state, used]])).ok).toBe(true)
  })

  test('[L3] no bytes make the reader throw', () => {
    const bytes = encodePassList(listOf(aBooklet({ passes: 3 }), []))
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.nat({ max: bytes.length - 1 }),
        fc.nat(255),
        (any, at, value) => {
          decodePassList(any)
          const changed = decodePassList(bytes.with(at, value))
          if (changed.ok) for (let pass = 0; pass < 5; pass++) lookUpPass(changed.value, pass)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('columns', () => {
  test('[L4] a one-bit column is packed as the IETF Token Status List draft shows', async () => {
    const vector = vectorOf(1)
    const expected = await inflate(fromBase64Url(vector.lst))
    const column = makeColumn(vector.entries, 1)
    for (const [index, value] of Object.entries(vector.values)) writeColumn(column, Number(index), value)
    expect(column.bytes).toEqual(expected)
    for (const [index, value] of Object.entries(vector.values)) {
      expect(readColumn(column, Number(index))).toBe(value)
    }
    expect(column.bytes.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)).toBe(11)
  })

  test('[L4] the two-bit list of the draft, for third parties, unpacks by the same rule', async () => {
    const vector = vectorOf(2)
    const bytes = await inflate(fromBase64Url(vector.lst))
    expect(bytes).toHaveLength(vector.entries / 4)
    for (const [text, value] of Object.entries(vector.values)) {
      const index = Number(text)
      expect(((bytes[index >> 2] ?? 0) >> ((index & 3) * 2)) & 3).toBe(value)
    }
  })

  test('[L4] an entry is what was last written there, and its neighbours keep theirs', () => {
    const bits = fc.constantFrom<Column['bits']>(1, 4, 8)
    const writes = fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 255 })))
    fc.assert(
      fc.property(bits, writes, (width, all) => {
        const column = makeColumn(41, width)
        const expected = new Array<number>(41).fill(0)
        for (const [index, value] of all) {
          writeColumn(column, index, value % 2 ** width)
          expected[index] = value % 2 ** width
        }
        expect(expected.map((_, index) => readColumn(column, index))).toEqual(expected)
      }),
    )
  })
})

function listOf(batch: Batch, known: readonly PassKnowledge[]) {
  return makePassList(batch, 7, (pass) => known[pass] ?? aPass())
}

function vectorOf(bits: number) {
  const vector = vectors.find((candidate) => candidate.bits === bits)
  if (!vector) throw new Error(`no vector of ${bits} bits`)
  const values = Object.entries(vector.values).map(([index, value]) => [index, Number(value)] as const)
  return { ...vector, values: Object.fromEntries(values) }
}
