import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes, fromBase64Url, fromHex, toHex, utf8 } from '#protocol/bytes.ts'
import { encodeCbor } from '#protocol/cbor.ts'
import { parseSign1, sign1, verifySign1 } from '#protocol/cose.ts'
import { exportPublicKey, fingerprintOf, importPublicKey, keyIdOf, thumbprintOf } from '#protocol/keys.ts'
import { aSigningKey, valueOf } from '#tests/support/builders.ts'
import vectors from './vectors/cose-sign1.json' with { type: 'json' }

const key = await aSigningKey()
const payload = utf8('This is the content.')

describe('COSE_Sign1', () => {
  test.each(vectors)('[P9] public vector $title', async (vector) => {
    const publicKey = await importPublicKey(
      concatBytes(Uint8Array.of(4), fromBase64Url(vector.key.x), fromBase64Url(vector.key.y)),
    )
    const parsed = parseSign1(untagged(fromHex(vector.cbor_hex)))
    const holds = parsed.ok && (await verifySign1(parsed.value, publicKey, fromHex(vector.external_hex)))
    expect(holds).toBe(vector.expected === 'pass')
    if (parsed.ok && vector.expected === 'pass') expect(parsed.value.payload).toEqual(utf8(vector.payload))
  })

  test('[P9] what a key signs is verified by that key and by no other', async () => {
    const message = valueOf(parseSign1(await sign1(payload, key.keyId, key.privateKey)))
    expect(message).toMatchObject({ algorithm: -7, keyId: key.keyId, payload })
    expect(message.signature).toHaveLength(64)
    expect(await verifySign1(message, key.publicKey)).toBe(true)
    expect(await verifySign1(message, (await aSigningKey()).publicKey)).toBe(false)
    expect(await verifySign1(message, key.publicKey, utf8('external'))).toBe(false)
  })

  test('[P9] a changed payload, header, algorithm or signature does not hold', async () => {
    const message = valueOf(parseSign1(await sign1(payload, key.keyId, key.privateKey)))
    const changes = [
      { payload: utf8('This is the consent.') },
      { protectedHeader: encodeCbor(new Map([[1, -7]])) },
      { algorithm: -8 },
      { algorithm: undefined },
      { signature: message.signature.map((byte, i) => (i === 63 ? byte ^ 1 : byte)) },
    ]
    for (const change of changes)
      expect(await verifySign1({ ...message, ...change }, key.publicKey)).toBe(false)
  })

  test('[P9] a tag, a byte after it, another shape or a short signature is not an envelope', async () => {
    const bytes = await sign1(payload, key.keyId, key.privateKey)
    const others = [
      concatBytes(Uint8Array.of(0xd2), bytes),
      concatBytes(bytes, Uint8Array.of(0)),
      bytes.slice(0, -1),
      encodeCbor([new Uint8Array(0), new Map(), payload]),
      encodeCbor([new Uint8Array(0), new Map(), payload, new Uint8Array(63)]),
      encodeCbor([new Uint8Array(0), new Map(), null, new Uint8Array(64)]),
      encodeCbor([Uint8Array.of(0x80), new Map(), payload, new Uint8Array(64)]),
      encodeCbor(['', new Map(), payload, new Uint8Array(64)]),
      new Uint8Array(0),
    ]
    for (const other of others) expect(parseSign1(other)).toEqual({ ok: false, error: 'not-sign1' })
  })

  test('[P9] no bytes make the reader throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        parseSign1(bytes)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('keys', () => {
  test('[P10] a key is named by its COSE thumbprint: the example of RFC 9679', () => {
    const raw = fromHex(
      '04' +
        '65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d' +
        '1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c',
    )
    expect(toHex(thumbprintOf(raw))).toBe('496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec')
    expect(toHex(keyIdOf(raw))).toBe('496bd8af')
    expect(fromBase64Url(fingerprintOf(raw))).toEqual(thumbprintOf(raw).slice(0, 16))
  })

  test('[P10] a public key crosses the wire in 65 bytes, and bytes that are no point are refused', async () => {
    expect(key.raw).toHaveLength(65)
    expect(await exportPublicKey(await importPublicKey(key.raw))).toEqual(key.raw)
    await expect(importPublicKey(new Uint8Array(65).fill(4))).rejects.toThrow()
  })
})

/** The vectors carry tag 18; our own formats are untagged. Any other tag stays, and is refused. */
function untagged(bytes: Uint8Array) {
  return bytes[0] === 0xd2 ? bytes.slice(1) : bytes
}
