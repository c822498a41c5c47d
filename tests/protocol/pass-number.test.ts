import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  alphabet,
  groupsOf,
  importHmacKey,
  makePassNumber,
  parsePassNumber,
  readPassNumber,
  serialLimit,
  tagOf,
} from '#protocol/pass-number.ts'

const key = await importHmacKey(new Uint8Array(32).fill(1))
const lastYears = await importHmacKey(new Uint8Array(32).fill(2))
const number = await makePassNumber(123_456_789, 777, key)
const misread = { ok: false, error: 'misread-number' }

const serials = fc.nat({ max: serialLimit - 1 })
const tags = fc.nat({ max: 1023 })

describe('a pass number', () => {
  test('[N1] holds its serial and its tag', async () => {
    await fc.assert(
      fc.asyncProperty(serials, tags, async (serial, tag) => {
        const made = await makePassNumber(serial, tag, key)
        expect(parsePassNumber(made)).toEqual({ ok: true, value: made })
        expect(await readPassNumber(made, key)).toEqual({ serial, tag })
      }),
      { numRuns: 100 },
    )
  })

  test('[N1] holds the first and the last serial', async () => {
    for (const serial of [0, serialLimit - 1]) {
      for (const tag of [0, 1023]) {
        expect(await readPassNumber(await makePassNumber(serial, tag, key), key)).toEqual({ serial, tag })
      }
    }
  })

  test('[N1] neighbours on a sheet have nothing in common', async () => {
    const sheet = await Promise.all(Array.from({ length: 50 }, (_, i) => makePassNumber(1000 + i, 0, key)))
    expect(new Set(sheet.map((made) => made.slice(0, 4))).size).toBeGreaterThan(45)
  })

  test('[N2] every single wrong symbol is seen', () => {
    for (let at = 0; at < 12; at++) {
      for (const symbol of alphabet) {
        if (symbol === number[at]) continue
        expect(parsePassNumber(withSymbols(number, [[at, symbol]]))).toEqual(misread)
      }
    }
  })

  test('[N2] every swap of two different symbols is seen', async () => {
    for (const serial of [1, 2, 3, 4, 5]) {
      const made = await makePassNumber(serial, serial, key)
      for (const [i, j] of pairs()) {
        const [a = '', b = ''] = [made[i], made[j]]
        if (a === b) continue
        const swapped = withSymbols(made, [
          [i, b],
          [j, a],
        ])
        expect(parsePassNumber(swapped)).toEqual(misread)
      }
    }
  })

  test('[N2] every pair of wrong symbols is seen', () => {
    let seen = 0
    for (const [i, j] of pairs()) {
      for (const a of alphabet) {
        for (const b of alphabet) {
          if (a === number[i] || b === number[j]) continue
          const typed = withSymbols(number, [
            [i, a],
            [j, b],
          ])
          if (!parsePassNumber(typed).ok) seen++
        }
      }
    }
    expect(seen).toBe(66 * 31 * 31)
  })

  test('[N3] is read whatever the case, the spaces, the hyphens, and O, I or L for 0 and 1', () => {
    const typed = [
      groupsOf(number),
      groupsOf(number).toLowerCase(),
      ` ${number.slice(0, 4)} ${number.slice(4, 8)}  ${number.slice(8)} `,
      [...number].join('.'),
      groupsOf(number).replaceAll('-', '–'),
      number.replaceAll('0', 'o').replaceAll('1', 'l'),
      number.replaceAll('0', 'O').replaceAll('1', 'I'),
    ]
    for (const text of typed) expect(parsePassNumber(text)).toEqual({ ok: true, value: number })
    expect(groupsOf('7F3K9QWX2M4T')).toBe('7F3K-9QWX-2M4T')
  })

  test('[N3] another length or another sign is not a number', () => {
    for (const text of [
      '',
      number.slice(1),
      `${number}0`,
      number.replace(/.$/, 'U'),
      number.replace(/.$/, 'é'),
    ]) {
      expect(parsePassNumber(text)).toEqual({ ok: false, error: 'not-a-number' })
    }
  })

  test('[N3] no text makes the reader throw, and what it accepts is in the alphabet', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9A-Za-z -]{10,14}$/)),
        (text) => {
          const parsed = parsePassNumber(text)
          if (parsed.ok) expect(parsed.value).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('[N4] under another key the ten zeros are not there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 199 }), async (serial) => {
        expect(await readPassNumber(await makePassNumber(serial, 5, key), lastYears)).toBeUndefined()
      }),
      { numRuns: 50, seed: 1, endOnFailure: true },
    )
  })

  test('[N4] invented symbols have the zeros once in a thousand', async () => {
    const invented = await Promise.all(
      Array.from({ length: 300 }, (_, i) => readPassNumber(inventedNumber(i), key)),
    )
    expect(invented.filter(Boolean).length).toBeLessThan(5)
  })

  test('[N5] its tag hangs on the serial and on a key that only the server has', async () => {
    const tagKey = await importHmacKey(new Uint8Array(32).fill(3))
    const drawn = await Promise.all(Array.from({ length: 200 }, (_, serial) => tagOf(serial, tagKey)))
    expect(drawn.every((tag) => tag >= 0 && tag < 1024)).toBe(true)
    expect(new Set(drawn).size).toBeGreaterThan(150)
    expect(await tagOf(5, tagKey)).toBe(drawn[5])
    const others = await Promise.all(drawn.map((_, serial) => tagOf(serial, lastYears)))
    expect(others.filter((tag, serial) => tag === drawn[serial]).length).toBeLessThan(5)
  })

  test('[N5] its keys cannot be read out', async () => {
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
  })
})

function pairs(): [number, number][] {
  return Array.from({ length: 12 }, (_, i) => i).flatMap((i) =>
    Array.from({ length: 11 - i }, (_, j): [number, number] => [i, i + j + 1]),
  )
}

function withSymbols(text: string, changes: readonly (readonly [number, string])[]): string {
  const symbols = [...text]
  for (const [at, symbol] of changes) symbols[at] = symbol
  return symbols.join('')
}

function inventedNumber(seed: number): string {
  return Array.from({ length: 12 }, (_, i) => alphabet[(seed * 7 + i * i * 13 + seed * i) % 32]).join('')
}
