import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printedPasses, type Batch } from '#domain/batch.ts'
import { passStates, type PassKnowledge } from '#domain/pass.ts'
import { encodeCbor } from '#protocol/cbor.ts'
import { decodeGaps, encodeGaps } from '#protocol/index-gaps.ts'
import { encodePassList, makePassList, type PassList } from '#protocol/pass-list.ts'
import {
  applyDelta,
  decodeDelta,
  encodeDelta,
  makeDelta,
  mergeDeltas,
  type PassListDelta,
} from '#protocol/pass-list-delta.ts'
import { aBatch, aBooklet, aBookletPass, aPass, valueOf } from '#tests/support/builders.ts'

const states = fc.constantFrom(...passStates)

/** Lists of one batch, one after the other; a few passes change at each step, and may change back. */
const histories = fc
  .record({
    format: fc.constantFrom<Batch['format']>('card', 'booklet'),
    units: fc.constantFrom(1, 10, 15, 16, 40),
    passes: fc.integer({ min: 1, max: 40 }),
  })
  .chain(({ format, units, passes }) => {
    const batch = aBatch({ format, units, passes, spares: 1 })
    const change = fc.record({
      pass: fc.nat(passes),
      state: states,
      used: fc.nat(units),
      cheques: fc.uniqueArray(fc.integer({ min: 1, max: units })),
    })
    return fc
      .array(fc.array(change, { maxLength: 6 }), { minLength: 2, maxLength: 9 })
      .map((steps) => listsAfter(batch, steps))
  })

type Change = { pass: number; state: PassKnowledge['state']; used: number; cheques: number[] }

function listsAfter(batch: Batch, steps: readonly (readonly Change[])[]): readonly PassList[] {
  const known = new Map<number, PassKnowledge>()
  return steps.map((changes) => {
    for (const { pass, state, used, cheques } of changes) {
      known.set(pass, batch.format === 'card' ? aPass({ state, used }) : aBookletPass(cheques, { state }))
    }
    return makePassList(batch, 7, (pass) => known.get(pass) ?? aPass())
  })
}

function stepsOf(lists: readonly PassList[]): readonly PassListDelta[] {
  return lists.slice(1).map((list, i) => valueOf(makeDelta(lists[i] ?? list, list)))
}

function merged(deltas: readonly PassListDelta[]): PassListDelta {
  const [first, ...later] = deltas
  if (!first) throw new Error('a history has a step')
  return valueOf(mergeDeltas(first, ...later))
}

describe('a delta', () => {
  test('[L7] leads from the list it was made from to the one it was made for, through bytes, and changes neither', () => {
    fc.assert(
      fc.property(histories, (lists) => {
        const before = lists.map(encodePassList)
        const [from, to] = [lists[0], lists.at(-1)]
        if (!from || !to) throw new Error('a history has two lists')
        const delta = valueOf(decodeDelta(encodeDelta(valueOf(makeDelta(from, to)))))
        expect(valueOf(applyDelta(from, delta))).toEqual(to)
        expect(lists.map(encodePassList)).toEqual(before)
      }),
    )
  })

  test('[L8] of several steps leads to the last list from every list in between', () => {
    fc.assert(
      fc.property(histories, (lists) => {
        const whole = valueOf(decodeDelta(encodeDelta(merged(stepsOf(lists)))))
        for (const list of lists) expect(valueOf(applyDelta(list, whole))).toEqual(lists.at(-1))
      }),
    )
  })

  test('[L8] of several steps tells of what changed and changed back', () => {
    const batch = aBatch({ passes: 9, spares: 1 })
    const [one, two] = [0, 1].map((used) => makePassList(batch, 7, () => aPass({ used })))
    if (!one || !two) throw new Error('two lists')
    const there = valueOf(makeDelta(one, two))
    const back = valueOf(makeDelta(two, one))
    expect(valueOf(makeDelta(one, one)).columns).toEqual([])
    expect(valueOf(applyDelta(two, valueOf(mergeDeltas(there, back))))).toEqual(one)
  })

  test('[L8] merging does not depend on how the steps are grouped', () => {
    fc.assert(
      fc.property(histories, fc.nat(), (lists, at) => {
        const steps = stepsOf(lists)
        const cut = 1 + (at % Math.max(1, steps.length - 1))
        const grouped = [steps.slice(0, cut), steps.slice(cut)].filter((part) => part.length > 0)
        expect(encodeDelta(merged(grouped.map(merged)))).toEqual(encodeDelta(merged(steps)))
      }),
    )
  })

  test('[L9] of another programme, batch, size or format is refused, and so is one that leads beyond the list', () => {
    const batch = aBatch({ passes: 20, spares: 1 })
    const list = (of: Batch, programme = 7, used = 0) => makePassList(of, programme, () => aPass({ used }))
    const delta = valueOf(makeDelta(list(batch), list(batch, 7, 3)))
    const foreign = [
      list(batch, 8),
      list({ ...batch, number: batch.number + 1 }),
      list({ ...batch, passes: 21 }),
      list({ ...batch, spares: 2 }),
      list({ ...batch, units: 11 }),
      makePassList(aBooklet({ passes: 20, spares: 1 }), 7, () => aBookletPass([])),
    ]
    const refused = { ok: false, error: 'other-list' }
    for (const other of foreign) {
      expect(applyDelta(other, delta)).toEqual(refused)
      expect(makeDelta(list(batch), other)).toEqual(refused)
      const otherDelta = valueOf(makeDelta(other, other))
      if (other.cheques === undefined) expect(mergeDeltas(delta, otherDelta)).toEqual(refused)
    }
    const beyond = { name: 'used', bits: 4, indices: [21], values: [1] } as const
    expect(applyDelta(list(batch), { ...delta, columns: [beyond] })).toEqual(refused)
    const wider = { ...beyond, bits: 8, indices: [1] } as const
    expect(applyDelta(list(batch), { ...delta, columns: [wider] })).toEqual(refused)
    expect(mergeDeltas(delta, { ...delta, columns: [wider] })).toEqual(refused)
  })

  test('[L10] of another version says so; what is not a delta in its one form is not taken', () => {
    const used = ['used', 4, encodeGaps([3]), Uint8Array.of(2)]
    const state = ['state', 4, encodeGaps([3, 9]), Uint8Array.of(0x12)]
    const of = (...columns: unknown[]) => encodeCbor([1, 7, 3, 20, 10, columns])
    expect(decodeDelta(of(state, used)).ok).toBe(true)
    expect(decodeDelta(encodeCbor([2, 7, 3, 20, 10, []]))).toEqual({ ok: false, error: 'unknown-version' })
    const refused = [
      of(used, state),
      of(used, used),
      of(['colour', 4, encodeGaps([3]), Uint8Array.of(2)]),
      of(['used', 3, encodeGaps([3]), Uint8Array.of(2)]),
      of(['used', 4, encodeGaps([]), new Uint8Array(0)]),
      of(['used', 4, encodeGaps([3]), Uint8Array.of(2, 0)]),
      of(['used', 4, encodeGaps([3]), Uint8Array.of(0x32)]),
      of(['used', 4, Uint8Array.of(0x83, 0), Uint8Array.of(2)]),
      of(['used', 4, Uint8Array.of(0x83), Uint8Array.of(2)]),
      of(['used', 4, encodeGaps([3]), Uint8Array.of(2), 'more']),
      of('used'),
      encodeCbor([1, 7, 3, 20, 10, 'columns']),
      encodeCbor([1, 7, 3, 20, -1, [used]]),
      encodeCbor([1, 7, 3, 20, 10, [used], 'more']),
      encodeCbor(null),
    ]
    for (const bytes of refused) expect(decodeDelta(bytes)).toEqual({ ok: false, error: 'not-a-delta' })
  })

  test('[L10] no bytes make the reader throw, and what it takes has that one form', () => {
    const [one, two] = listsAfter(aBooklet({ passes: 30 }), [
      [],
      [
        { pass: 1, state: 'watch', used: 0, cheques: [2, 3] },
        { pass: 29, state: 'active', used: 0, cheques: [10] },
      ],
    ])
    if (!one || !two) throw new Error('two lists')
    const bytes = encodeDelta(valueOf(makeDelta(one, two)))
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.nat({ max: bytes.length - 1 }),
        fc.nat(255),
        (any, at, value) => {
          decodeDelta(any)
          const changed = bytes.with(at, value)
          const read = decodeDelta(changed)
          if (!read.ok) return
          expect(encodeDelta(read.value)).toEqual(changed)
          applyDelta(one, read.value)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('[L11] of a thousand changes in two hundred thousand cards travels in less than two kilobytes', () => {
    const batch = aBatch({ passes: 200_000, spares: 4_000 })
    const passes = printedPasses(batch)
    const stride = 7919
    const usedOf = (pass: number) => (pass * 31) % 5
    const from = makePassList(batch, 7, (pass) => aPass({ used: usedOf(pass) }))
    const chosen = new Set(Array.from({ length: 1000 }, (_, i) => (i * i * stride) % passes))
    const to = makePassList(batch, 7, (pass) => aPass({ used: usedOf(pass) + (chosen.has(pass) ? 1 : 0) }))
    const delta = valueOf(makeDelta(from, to))
    expect(delta.columns.map(({ name, indices }) => [name, indices.length])).toEqual([['used', chosen.size]])
    expect(chosen.size).toBeGreaterThan(700)
    expect(deflateSync(encodeDelta(delta)).length).toBeLessThan(2_000)
  })
})

test('[L10] gaps go to bytes and back, in one form', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 2 ** 31 - 1 })), (any) => {
      const indices = any.toSorted((a, b) => a - b)
      expect(decodeGaps(encodeGaps(indices))).toEqual(indices)
    }),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      const indices = decodeGaps(bytes)
      if (indices) expect(encodeGaps(indices)).toEqual(bytes)
    }),
    { numRuns: 1000 },
  )
  expect(decodeGaps(new Uint8Array(9).fill(0x80))).toBeUndefined()
})
