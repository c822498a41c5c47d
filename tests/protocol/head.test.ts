import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeCbor } from '#protocol/cbor.ts'
import { sign1 } from '#protocol/cose.ts'
import { decodeHead, encodeHead, filesOf, openHead, signHead, type Head } from '#protocol/head.ts'
import { aFileName, aHead, aSigningKey, aUuid } from '#tests/support/builders.ts'

const key = await aSigningKey()
const head = aHead()
const signed = await signHead(head, key.keyId, key.privateKey)

const count = fc.maxSafeNat()
const fileName = fc.string().map(aFileName)
const heads: fc.Arbitrary<Head> = fc.record({
  programme: count,
  epoch: fc.nat().map(aUuid),
  number: count,
  issuedAt: count,
  lists: fc.array(
    fc.record({
      batch: count,
      list: fileName,
      deltas: fc.array(fc.record({ steps: fc.constantFrom(1, 8, 64), base: fileName, delta: fileName })),
    }),
  ),
  records: fc.record({ programme: fileName, batches: fileName, structures: fileName, keys: fileName }),
})

test('[D1] a head goes to bytes and back', () => {
  fc.assert(
    fc.property(heads, (any) => {
      expect(decodeHead(encodeHead(any))).toEqual({ ok: true, value: any })
    }),
  )
})

test('[D2] a head is opened with the key that signed it', async () => {
  expect(await openHead(signed, key.publicKey)).toEqual({ ok: true, value: head })
})

test('[D2] under another key, or with any byte changed, a head is not taken', async () => {
  const other = await aSigningKey()
  expect(await openHead(signed, other.publicKey)).toEqual({ ok: false, error: 'bad-signature' })
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: signed.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, flip) => {
        const changed = signed.with(at, (signed[at] ?? 0) ^ flip)
        expect((await openHead(changed, key.publicKey)).ok).toBe(false)
      },
    ),
    { numRuns: 200 },
  )
})

test('[D3] a signed head of another version says so', async () => {
  const next = await sign1(encodeCbor([2, 'something new']), key.keyId, key.privateKey)
  expect(await openHead(next, key.publicKey)).toEqual({ ok: false, error: 'unknown-version' })
})

test('[D4] what is not a head is not taken, and nothing throws', async () => {
  const contents = [
    null,
    {},
    [1],
    [1, 7, new Uint8Array(15), 12, 0, [], head.records],
    [1, 7, new Uint8Array(16), -1, 0, [], head.records],
    [1, 7, new Uint8Array(16), 12, 0, [[3, 'not a name', []]], head.records],
    [1, 7, new Uint8Array(16), 12, 0, [], { programme: head.records.programme }],
    [1, 7, new Uint8Array(16), 12, 0, [], head.records, 'more'],
  ]
  for (const content of contents) {
    const bytes = await sign1(encodeCbor(content), key.keyId, key.privateKey)
    expect(await openHead(bytes, key.publicKey)).toEqual({ ok: false, error: 'not-a-head' })
  }
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      expect((await openHead(bytes, key.publicKey)).ok).toBe(false)
      expect(decodeHead(bytes).ok).toBe(false)
    }),
    { numRuns: 300 },
  )
})

test('[D5] a head names every file that a device needs', () => {
  const names = filesOf(head)
  expect(names).toHaveLength(5)
  expect(new Set(names)).toEqual(
    new Set([...Object.values(head.records), ...head.lists.map(({ list }) => list)]),
  )
})
