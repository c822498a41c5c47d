import fc from 'fast-check'
import { correction, generate, mode } from 'lean-qr'
import { describe, expect, test } from 'vitest'
import { utf8 } from '#protocol/bytes.ts'
import { encodeCbor } from '#protocol/cbor.ts'
import { protectedHeaderOf, sign1 } from '#protocol/cose.ts'
import {
  fromDigits,
  parsePassCode,
  passCodePrefix,
  passCodeText,
  signPassCode,
  toDigits,
  tokenOfProof,
  verifyPassCode,
} from '#protocol/pass-code.ts'
import { aSigningKey, valueOf } from '#tests/support/builders.ts'

const key = await aSigningKey()
const code = { batch: 3, pass: 4, cheque: 2 }
const digits = await signPassCode({ programme: 7, ...code }, key.keyId, key.privateKey)
const address = 'https://carnet.example.org'
const notAPass = { ok: false, error: 'not-a-pass' }

describe('digits', () => {
  test('[P1] any bytes go to digits and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        const written = toDigits(bytes)
        expect(written).toMatch(/^\d*$/)
        expect(fromDigits(written)).toEqual(new Uint8Array(bytes))
      }),
      { numRuns: 500 },
    )
  })

  test('[P1] seven bytes take 17 digits, a tail of one to six takes 3, 5, 8, 10, 13, 15', () => {
    const lengths = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(
      (length) => toDigits(new Uint8Array(length).fill(255)).length,
    )
    expect(lengths).toEqual([0, 3, 5, 8, 10, 13, 15, 17, 20])
    expect(toDigits(Uint8Array.of(255))).toBe('255')
    expect(toDigits(new Uint8Array(7).fill(255))).toBe('72057594037927935')
  })

  test('[P2] a group beyond its bytes, a length that no bytes have, or another sign is refused', () => {
    expect(fromDigits('72057594037927935')).toEqual(new Uint8Array(7).fill(255))
    expect(fromDigits('72057594037927936')).toBeUndefined()
    expect(fromDigits('256')).toBeUndefined()
    expect(fromDigits('65536')).toBeUndefined()
    for (const length of [1, 2, 4, 6, 7, 9, 11, 12, 14, 16, 18]) {
      expect(fromDigits('0'.repeat(length))).toBeUndefined()
    }
    for (const text of ['12a', '-12', '1e2', ' 12', '１２３']) expect(fromDigits(text)).toBeUndefined()
  })

  test('[P2] digits have one form: what is read is written back the same', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{0,60}$/), (text) => {
        const bytes = fromDigits(text)
        if (bytes) expect(toDigits(bytes)).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a printed code', () => {
  test('[P4] is read from its link, whatever the host, or from its digits alone', () => {
    const texts = [
      passCodeText(address, digits),
      passCodeText(`${address}/`, digits),
      `http://elsewhere.example/x?y#${digits}`,
      digits,
      `  ${digits}\n`,
    ]
    for (const text of texts) {
      expect(parsePassCode(text)).toMatchObject({ ok: true, value: { version: 1, programme: 7, code } })
    }
    expect(passCodePrefix(`${address}//`)).toBe(`${address}/p#`)
  })

  test('[P5] its signature holds under its key, and under no other', async () => {
    const token = valueOf(parsePassCode(digits))
    expect(token.keyId).toEqual(key.keyId)
    expect(token.signature).toHaveLength(64)
    expect(await verifyPassCode(token, key.publicKey)).toBe(true)
    expect(await verifyPassCode(token, (await aSigningKey()).publicKey)).toBe(false)
  })

  test('[P5] no bit of it can change: it is no pass any more, or its signature is false', async () => {
    const bytes = fromDigits(digits) ?? new Uint8Array()
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length * 8 - 1 }), async (bit) => {
        const changed = bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
        const parsed = parsePassCode(toDigits(changed))
        if (parsed.ok) expect(await verifyPassCode(parsed.value, key.publicKey)).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  test('[P6] of another version is read as far as its number, so that the answer can be "cannot say"', async () => {
    const signed = await sign1(encodeCbor([2, 7, 3, 4, 2]), key.keyId, key.privateKey)
    expect(parsePassCode(toDigits(signed))).toMatchObject({ ok: true, value: { version: 2 } })
  })

  test('[P7] is rebuilt from the 64 bytes that a redemption carries as its proof', async () => {
    const token = valueOf(parsePassCode(digits))
    const rebuilt = tokenOfProof({ programme: 7, ...code }, key.keyId, token.signature)
    expect(rebuilt).toEqual(token)
    expect(await verifyPassCode(rebuilt, key.publicKey)).toBe(true)
  })

  test('[P7] a proof vouches for its own programme, batch, pass and cheque only', async () => {
    const { signature } = valueOf(parsePassCode(digits))
    for (const change of [{ programme: 8 }, { batch: 4 }, { pass: 5 }, { cheque: 0 }]) {
      const rebuilt = tokenOfProof({ programme: 7, ...code, ...change }, key.keyId, signature)
      expect(await verifyPassCode(rebuilt, key.publicKey)).toBe(false)
    }
    const otherKey = tokenOfProof({ programme: 7, ...code }, Uint8Array.of(1, 2, 3, 4), signature)
    expect(await verifyPassCode(otherKey, key.publicKey)).toBe(false)
  })

  test('[P7] signed twice it has other bytes and the same identity', async () => {
    const again = await signPassCode({ programme: 7, ...code }, key.keyId, key.privateKey)
    expect(again).not.toBe(digits)
    expect(valueOf(parsePassCode(again)).code).toEqual(valueOf(parsePassCode(digits)).code)
  })
})

describe('what is not a code', () => {
  test.each([
    ['nothing', ''],
    ['a sentence', 'Bonjour'],
    ['a link', 'https://carnet.example.org/p#'],
    ['a number of another kind', '3760123456789'],
    ['digits cut short', digits.slice(0, -1)],
    ['digits with one more', `${digits}0`],
    ['digits after something else', `x${digits}`],
    ['too many digits', '0'.repeat(401)],
    ['digits that hold no envelope', '0'.repeat(221)],
  ])('[P3] %s is not a pass', (_, text) => {
    expect(parsePassCode(text)).toEqual(notAPass)
  })

  test('[P3] an envelope that says something else is not a pass', async () => {
    const payloads = [
      encodeCbor([1, 7, 3, 4]),
      encodeCbor([1, 7, 3, 4, 2, 0]),
      encodeCbor([1, 7, 3, 4, -1]),
      encodeCbor([1, 7, 3, 4, 1.5]),
      encodeCbor([1, 7, 3, 4, 2n ** 60n]),
      encodeCbor({ version: 1 }),
      Uint8Array.of(0x85, 0x01, 0x07, 0x18, 0x03, 0x04, 0x02),
      utf8('[1,7,3,4,2]'),
    ]
    for (const payload of payloads) {
      expect(parsePassCode(toDigits(await sign1(payload, key.keyId, key.privateKey)))).toEqual(notAPass)
    }
  })

  test('[P3] an envelope without a key id is not a pass', () => {
    const payload = encodeCbor([1, 7, 3, 4, 2])
    const bytes = encodeCbor([encodeCbor(new Map([[1, -7]])), new Map(), payload, new Uint8Array(64)])
    expect(parsePassCode(toDigits(bytes))).toEqual(notAPass)
  })

  test('[P3] no text makes the reader throw', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^#?\d{90,410}$/),
      fc.uint8Array({ minLength: 60, maxLength: 120 }).map((bytes) => toDigits(bytes)),
    )
    fc.assert(
      fc.property(hostile, (text) => {
        expect(parsePassCode(text)).toEqual(notAPass)
      }),
      { numRuns: 1000 },
    )
  })

  test('[P3] a text of a million characters is answered at once', () => {
    const started = performance.now()
    for (const text of ['#'.repeat(1e6), '#1'.repeat(5e5), '1'.repeat(1e6), ' '.repeat(1e6)]) {
      expect(parsePassCode(text)).toEqual(notAPass)
    }
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('on paper', () => {
  const largest = { programme: 65_535, batch: 65_535, pass: 203_999, cheque: 40 }

  test('[P8] the longest code has at most 230 digits', async () => {
    for (const sample of [
      largest,
      { programme: 1, batch: 1, pass: 0, cheque: 0 },
      { programme: 7, ...code },
    ]) {
      const printed = await signPassCode(sample, key.keyId, key.privateKey)
      expect(printed.length).toBeLessThanOrEqual(230)
    }
    expect(protectedHeaderOf(key.keyId)).toHaveLength(9)
  })

  test('[P8] as a byte segment and a numeric one it is a QR code of version 7 or 8 at level M', async () => {
    for (const sample of [largest, { programme: 7, ...code }]) {
      const printed = await signPassCode(sample, key.keyId, key.privateKey)
      const drawn = generate(mode.multi(mode.ascii(passCodePrefix(address)), mode.numeric(printed)), {
        minCorrectionLevel: correction.M,
      })
      expect([7, 8]).toContain((drawn.size - 17) / 4)
    }
  })
})
