import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { devicesInFront, neededContingency, rulesWhile } from '#domain/contingency.ts'
import { DAY, HOUR } from '#domain/instant.ts'
import { changedRules, checkRules, ruleNames, ruleRanges } from '#domain/offline-rules.ts'
import { defaultOfflineRules, type OfflineRules } from '#domain/programme.ts'
import { agesToday, deviceCeiling, lossOnPass, stolenTablet } from '#domain/worst-case.ts'
import { noon } from '#tests/support/builders.ts'

function priced(rules: Partial<OfflineRules> = {}, prices: readonly number[] = [1, 3], unitCents = 1000) {
  const services = prices.map((cheques) => ({ id: `at-${cheques}`, cheques, name: { fr: '' } }))
  return { unitCents, services, rules: { ...defaultOfflineRules, ...rules } }
}

describe('[V27] what the rules can cost', () => {
  test('one pass in front of k devices: k − 1 times the cap, or the dearest service', () => {
    expect([1, 2, 8].map((devices) => lossOnPass(priced({}, [1]), devices))).toEqual([
      { units: 0, cents: 0 },
      { units: 1, cents: 1000 },
      { units: 7, cents: 7000 },
    ])
    expect(lossOnPass(priced(), 8)).toEqual({ units: 21, cents: 21_000 })
    expect(lossOnPass(priced({ unitsPerPass: 5 }), 8).units).toBe(35)
    expect(lossOnPass(priced(), 0).units).toBe(0)
  })

  test('a service above the ceiling is never accepted, and a ceiling of zero loses nothing', () => {
    expect(lossOnPass(priced({ unitsPerDevice: 2 }), 8).units).toBe(7)
    expect(lossOnPass(priced({ unitsPerDevice: 0 }), 8).units).toBe(0)
    expect(lossOnPass(priced({ centsPerDevice: 999 }), 8).units).toBe(0)
  })

  test('a device before it exchanges: the smaller of its two ceilings', () => {
    expect(deviceCeiling(priced())).toEqual({ units: 60, cents: 60_000 })
    expect(deviceCeiling(priced({ centsPerDevice: 25_999 }))).toEqual({ units: 25, cents: 25_000 })
    expect(deviceCeiling(priced({}, [1], 2000))).toEqual({ units: 30, cents: 60_000 })
  })

  test('a stolen tablet: its ceiling, of which passes that nobody was handed are a part', () => {
    expect(stolenTablet(priced())).toEqual({
      all: { units: 60, cents: 60_000 },
      inStock: { units: 30, cents: 30_000 },
    })
    expect(stolenTablet(priced({ unitsPerDevice: 12 })).inStock.units).toBe(12)
    expect(stolenTablet(priced({ inStockPasses: 0 })).inStock.units).toBe(0)
  })

  test('a device is too old from the age on, and without a head', () => {
    const heads = [noon, noon - DAY + 1, noon - DAY, noon - 10 * DAY, undefined]
    expect(agesToday(defaultOfflineRules, heads, noon)).toEqual({ ageing: 3, deferring: 2 })
  })
})

describe('[V28] the contingency', () => {
  test('must hold the worst of one more pass, in front of eight devices at most', () => {
    expect([0, 1, 2, 8, 500].map((desks) => neededContingency(priced(), desks))).toEqual([
      0, 0, 3000, 21_000, 21_000,
    ])
    expect(devicesInFront).toBe(8)
  })

  test('short of it, devices are told a ceiling of zero and every other rule as it was', () => {
    expect(rulesWhile(defaultOfflineRules, false)).toEqual(defaultOfflineRules)
    expect(changedRules(defaultOfflineRules, rulesWhile(defaultOfflineRules, true))).toEqual([
      'unitsPerDevice',
    ])
    expect(rulesWhile(defaultOfflineRules, true).unitsPerDevice).toBe(0)
  })
})

describe('[V29] the rules that a manager may set', () => {
  test('the defaults are within their ranges, and both ends of each are too', () => {
    expect(checkRules(defaultOfflineRules)).toEqual([])
    for (const name of ruleNames) {
      const { least, most, size } = ruleRanges[name]
      const at = (value: number) =>
        checkRules({ ...defaultOfflineRules, [name]: value }).map(({ fault }) => fault)
      expect(at(least * size - 1)).toContain('too-small')
      expect(at(least * size)).not.toContain('too-small')
      expect(at(most * size)).not.toContain('too-large')
      expect(at(most * size + 1)).toContain('too-large')
    }
  })

  test('a head never ages after it defers, never refuses after it defers, and no line is stated before', () => {
    const of = (changes: Partial<OfflineRules>) => checkRules({ ...defaultOfflineRules, ...changes })
    expect(of({ agesAfter: 10 * DAY })).toEqual([])
    expect(of({ agesAfter: 10 * DAY + 1 })).toEqual([{ rule: 'agesAfter', fault: 'ages-after-it-defers' }])
    expect(of({ refusesNotActiveWithin: 25 * HOUR, defersAfter: DAY })).toEqual([
      { rule: 'refusesNotActiveWithin', fault: 'refuses-after-it-defers' },
    ])
    expect(of({ defersAfter: 11 * DAY - 1 })).toEqual([])
    expect(of({ defersAfter: 11 * DAY })).toEqual([{ rule: 'statementLagDays', fault: 'lag-too-short' }])
  })

  test('every fault is said at once, at most one for each rule, and nothing throws', () => {
    const anything = fc.oneof(fc.double(), fc.integer())
    const rules = fc.record(Object.fromEntries(ruleNames.map((name) => [name, anything])))
    fc.assert(
      fc.property(rules, (asked) => {
        const faults = checkRules({ ...defaultOfflineRules, ...asked })
        const named = faults.map(({ rule }) => rule)
        expect(new Set(named).size).toBe(named.length)
        for (const name of ruleNames) {
          const value = Number(asked[name])
          const { least, most, size } = ruleRanges[name]
          const fits = Number.isSafeInteger(value) && value >= least * size && value <= most * size
          if (!fits) expect(named).toContain(name)
        }
      }),
    )
  })
})
