import { expect, test } from 'vitest'
import { barModule, loadCode128 } from '#client/print/code-128.ts'
import { drawPassCode } from '#client/print/drawn-code.ts'
import { partsToPrint, sheetsOf } from '#client/print/printed-pass.ts'
import type { CodesToPrint } from '#protocol/manage/batches.ts'

/** A token of 94 bytes, as programme, batch and pass numbers of five digits make it. */
const digits = '7'.repeat(13 * 17 + 8)
const addresses = [
  'http://localhost:8080',
  'https://carnet.example.org',
  'https://pass-numerique.metropole-du-grand-paris.example.org',
]

test.each(addresses)(
  '[G17] a code of %s is at least 30 mm with half a millimetre a module and four modules around',
  (address) => {
    const { modules, module, side } = drawPassCode(address, digits)
    expect(modules).toBeGreaterThanOrEqual(45)
    expect(module).toBeGreaterThanOrEqual(0.5)
    expect(modules * module).toBeGreaterThanOrEqual(30)
    expect(side - modules * module).toBeCloseTo(8 * module, 6)
    expect(side).toBeLessThan(40)
    expect((module * 600) / 25.4).toBeCloseTo(Math.round((module * 600) / 25.4), 9)
  },
)

test('[G17] a pass number in bars fits a card with its ten modules of white on each side', async () => {
  const barsOf = await loadCode128()
  const { modules, bars } = barsOf('ZZZZZZZZZZZZ')
  expect((modules + 20) * barModule).toBeLessThan(85.6)
  expect(bars[0]).toEqual({ at: 0, width: 2 })
  expect(bars.at(-1)).toEqual({ at: modules - 2, width: 2 })
})

test('[G20] a sheet holds ten cards; a booklet begins on a sheet of its own, six strips a sheet', async () => {
  const barsOf = await loadCode128()
  const sizes = (format: 'card' | 'booklet', passes: number) =>
    sheetsOf(format, partsToPrint(answerOf(format, passes), barsOf)).map((sheet) => sheet.length)
  expect(sizes('card', 23)).toEqual([10, 10, 3])
  expect(sizes('booklet', 2)).toEqual([6, 5, 6, 5])
})

test('[G20] the passes after the ordered ones are marked as spares', async () => {
  const parts = partsToPrint(answerOf('card', 23), await loadCode128())
  expect(parts.filter(({ isSpare }) => isSpare).map(({ pass }) => pass)).toEqual([20, 21, 22])
  expect(parts[0]?.groups).toBe('7F3K-9QWX-2M4T')
})

function answerOf(format: 'card' | 'booklet', passes: number): CodesToPrint {
  const nothing = { passes: 0, units: 0, cents: 0 }
  const each = format === 'card' ? 1 : 11
  return {
    type: 'codes',
    address: 'http://carnet.test',
    batch: {
      ...{ batch: 4, order: 'o', format, units: 10, passes: 20, spares: 3, training: false },
      ...{ firstDay: '2026-01-01', endDay: '2027-12-31', openedAt: null, hasKey: true, deliveries: [] },
      funnel: { ordered: nothing, delivered: nothing, handedOut: nothing, used: nothing, left: nothing },
    },
    codes: Array.from({ length: passes * each }, (_, index) => ({
      ...{ pass: Math.floor(index / each), cheque: index % each, serial: index + 1 },
      ...{ digits, number: '7F3K9QWX2M4T' },
    })),
  }
}
