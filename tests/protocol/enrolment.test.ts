import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  codeFromRandom,
  codeSymbols,
  enrolmentLink,
  keyIsProven,
  parseEnrolmentLink,
  parseTypedCode,
  proveKey,
} from '#protocol/enrolment.ts'
import { fingerprintOf } from '#protocol/keys.ts'
import { aSigningKey } from '#tests/support/builders.ts'

const key = await aSigningKey()
const notAnEnrolment = { ok: false, error: 'not-an-enrolment' }

test('[E3] a scanned link gives its address, its code and the fingerprint of the head key', () => {
  const addresses = fc.constantFrom(
    'https://carnet.example.org',
    'http://localhost:8080',
    'https://a.example/carnet',
  )
  fc.assert(
    fc.property(addresses, fc.uint8Array({ minLength: 12, maxLength: 12 }), (address, random) => {
      const link = { address, code: codeFromRandom(random), fingerprint: fingerprintOf(key.raw) }
      expect(parseEnrolmentLink(enrolmentLink(link))).toEqual({ ok: true, value: link })
      expect(parseEnrolmentLink(enrolmentLink({ ...link, address: `${address}/` }))).toEqual({
        ok: true,
        value: link,
      })
    }),
  )
})

test('[E3] another text is not a link, and nothing throws', () => {
  const fingerprint = fingerprintOf(key.raw)
  const texts = [
    `https://carnet.example.org/enrol#ABCDEFGH.${fingerprint}`,
    'https://carnet.example.org/enrol#ABCDEFGHJKMN',
    `javascript:alert(1)//enrol#ABCDEFGHJKMN.${fingerprint}`,
    `https://carnet.example.org/p#${'1'.repeat(221)}`,
    '',
  ]
  for (const text of texts) expect(parseEnrolmentLink(text)).toEqual(notAnEnrolment)
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(parseEnrolmentLink(text)).toEqual(notAnEnrolment)
    }),
  )
})

test('[E4] a typed code has eight symbols, read whatever the case, the spaces, and O, I or L', () => {
  for (const text of ['7F3K9QWX', '7f3k-9qwx', ' 7F3K 9QWX ']) {
    expect(parseTypedCode(text)).toEqual({ ok: true, value: '7F3K9QWX' })
  }
  expect(parseTypedCode('OIL0-1234')).toEqual({ ok: true, value: '01101234' })
  for (const text of ['', '7F3K9QW', '7F3K9QWX2', '7F3K9QWU', 'é'.repeat(8)]) {
    expect(parseTypedCode(text)).toEqual(notAnEnrolment)
  }
})

test('[E4] a code drawn from random bytes has one symbol for each, all of the alphabet', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: codeSymbols.typed, maxLength: codeSymbols.typed }), (random) => {
      expect(parseTypedCode(codeFromRandom(random))).toEqual({ ok: true, value: codeFromRandom(random) })
    }),
  )
  expect(codeFromRandom(Uint8Array.of(0, 31, 32, 255))).toBe('0Z0Z')
})

test('[E5] a device proves that it owns the key that it names, for this code only', async () => {
  const proof = await proveKey('7F3K9QWX2M4T', key.keyId, key.privateKey)
  expect(await keyIsProven('7F3K9QWX2M4T', proof, key.publicKey)).toBe(true)
  expect(await keyIsProven('7F3K9QWX2M4V', proof, key.publicKey)).toBe(false)
  expect(await keyIsProven('7F3K9QWX2M4T', proof, (await aSigningKey()).publicKey)).toBe(false)
  expect(await keyIsProven('7F3K9QWX2M4T', new Uint8Array(90), key.publicKey)).toBe(false)
})
