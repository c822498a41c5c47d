import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeCbor } from '#protocol/cbor.ts'
import { decodeRecord, encodeRecord, recordNames, type Records } from '#protocol/records.ts'
import { aBatch, aBooklet, aProgramme, aSigningKey, aStructure } from '#tests/support/builders.ts'

const key = await aSigningKey()

const records: Records = {
  programme: aProgramme({
    services: [{ id: 'basics', cheques: 1, name: { fr: 'Premiers pas', ar: 'الخطوات الأولى' } }],
  }),
  batches: [aBatch(), aBooklet({ number: 4 })],
  structures: [aStructure(), aStructure({ id: 'structure-2', latitude: undefined, longitude: undefined })],
  keys: [{ keyId: key.keyId, usage: 'pass', batch: 3, publicKey: key.raw }],
}

test.each(recordNames)('[D6] the record of %s goes to bytes and back', (name) => {
  expect(decodeRecord(name, encodeRecord(name, records[name]))).toEqual({ ok: true, value: records[name] })
})

test.each(recordNames)('[D6] the record of %s is not read as another one', (name) => {
  for (const other of recordNames) {
    if (other === name) continue
    expect(decodeRecord(other, encodeRecord(name, records[name]))).toEqual({
      ok: false,
      error: 'not-a-record',
    })
  }
})

test.each(recordNames)('[D6] the same %s give the same bytes, so the same file name', (name) => {
  expect(encodeRecord(name, structuredClone(records[name]))).toEqual(encodeRecord(name, records[name]))
})

test('[D6] a key that a newer server adds is left aside', () => {
  const [batch] = records.batches
  const bytes = encodeCbor([1, 'batches', [{ ...batch, colour: 'marigold' }]])
  expect(decodeRecord('batches', bytes)).toEqual({ ok: true, value: [batch] })
})

test('[D3] a record of another version says so', () => {
  for (const name of recordNames) {
    expect(decodeRecord(name, encodeCbor([2, name, {}]))).toEqual({ ok: false, error: 'unknown-version' })
  }
})

test('[D4] what is not a record is not taken, and nothing throws', () => {
  const [batch] = records.batches
  const contents = [
    [1, 'batches'],
    [1, 'batches', [{ ...batch, units: -1 }]],
    [1, 'batches', [{ ...batch, units: 1.5 }]],
    [1, 'batches', [{ ...batch, format: 'scroll' }]],
    [1, 'batches', {}],
    {},
    null,
  ]
  for (const content of contents) {
    expect(decodeRecord('batches', encodeCbor(content))).toEqual({ ok: false, error: 'not-a-record' })
  }
  fc.assert(
    fc.property(fc.constantFrom(...recordNames), fc.uint8Array({ maxLength: 100 }), (name, bytes) => {
      expect(decodeRecord(name, bytes).ok).toBe(false)
    }),
  )
})
