import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runsOf } from '#domain/pass-runs.ts'
import { foldStock } from '#domain/stock.ts'
import { aBatch, noon } from '#tests/support/builders.ts'

const printed = 51

describe('[Q31] a series costs what its batch has, whatever it names', () => {
  test('beyond the batch nothing is asked, and the rest is one run', () => {
    const asked: number[] = []
    const runs = runsOf({ batch: 3, from: 0, to: 2 ** 20 - 1 }, printed, (pass) => {
      asked.push(pass)
      return pass < 10 ? 'here' : 'there'
    })
    expect(asked).toHaveLength(printed)
    expect(runs).toEqual([
      { batch: 3, from: 0, to: 9, value: 'here' },
      { batch: 3, from: 10, to: 50, value: 'there' },
      { batch: 3, from: 51, to: 2 ** 20 - 1, value: undefined },
    ])
  })

  test('runs follow one another through the whole series, and each is as long as it can be', () => {
    const anySeries = fc.tuple(fc.nat(80), fc.nat(80), fc.array(fc.boolean(), { maxLength: 60 }))
    fc.assert(
      fc.property(anySeries, ([one, other, values]) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)]
        const runs = runsOf({ batch: 3, from, to }, values.length, (pass) => values[pass])
        const passes = runs.flatMap((run) => passesFrom(run.from, run.to).map((pass) => [pass, run.value]))
        expect(passes).toEqual(passesFrom(from, to).map((pass) => [pass, values[pass]]))
        for (const [i, run] of runs.entries()) if (i > 0) expect(runs[i - 1]?.value).not.toBe(run.value)
      }),
    )
  })

  test('so the largest movements that an entry can hold are folded, and what no batch has is one discrepancy', () => {
    const batch = aBatch({ passes: 50, spares: 1 })
    const whole = { batch: batch.number, from: 0, to: 2 ** 20 - 1, certain: false }
    const many = Array.from({ length: 2000 }, (_, i) => ({
      ...({ ...whole, id: `movement-${i}`, at: noon + i, sender: 'structure:a', receiver: 'lost' } as const),
    }))
    const { discrepancies } = foldStock(batch, many)
    expect(discrepancies.slice(0, 2)).toMatchObject([
      { from: 0, to: 50, heldBy: 'printer' },
      { from: 51, to: 2 ** 20 - 1, heldBy: undefined },
    ])
    expect(discrepancies).toHaveLength(4000)
  })
})

function passesFrom(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, step) => from + step)
}
