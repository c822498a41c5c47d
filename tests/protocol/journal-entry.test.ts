import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromHex, utf8 } from '#protocol/bytes.ts'
import { encodeCbor } from '#protocol/cbor.ts'
import { sign1 } from '#protocol/cose.ts'
import {
  bodyOf,
  claimedAt,
  decodeEntry,
  decodeOperatorName,
  encodeEntry,
  encodeOperatorName,
  entryHash,
  isKnownKind,
  noPrevious,
  openChainEnd,
  operatorOf,
  personalHash,
  personalHashIn,
  signChainEnd,
  type EntryBodies,
  type EntryKind,
} from '#protocol/journal-entry.ts'
import { hashOf } from '#protocol/hash.ts'
import { isUuid, uuidBytes, uuidOf, uuidV7 } from '#protocol/uuid.ts'
import { anEntry, aSigningKey, aUuid, noon, valueOf } from '#tests/support/builders.ts'

const scan = new Uint8Array(64).fill(7)
const bodies: EntryBodies = {
  redemption: { code: [3, 4, 2], service: 'basics', units: 1, proof: { scan } },
  handover: { code: null, proof: { typed: '7F3K9QWX2M4T' }, flags: ['not-announced'], personal: null },
  'handover-undo': { handover: aUuid(9) },
  incident: { what: 'store-lost', previous: aUuid(9), detail: 'sequence=4 unsent=1' },
  void: { redemption: aUuid(8), reason: 'mistake' },
  refusal: { code: [3, 4, 2], service: 'basics', reason: 'cheque-used' },
  block: { code: [3, 4, 0], proof: { handover: aUuid(7) }, reason: 'lost' },
  unblock: { code: null, proof: { typed: '7F3K9QWX2M4T' }, reason: 'found' },
  replacement: {
    old: { code: [3, 4, 0], proof: { handover: aUuid(7) } },
    new: { code: [3, 5, 0], proof: { scan } },
    reason: 'damaged',
  },
  contest: { redemption: aUuid(8), by: 'person', reason: 'not me' },
  operator: { operator: aUuid(6), personal: new Uint8Array(32).fill(5) },
  'stock-movement': {
    ...{ movement: 'reception', batch: 3, from: 0, to: 49, other: null, counted: 49 },
    ...{ damaged: [[2, 3]], missing: [[9, 9]], personal: new Uint8Array(32).fill(5) },
  },
  'stock-count': {
    batch: 3,
    counted: [
      [0, 4],
      [6, 6],
    ],
  },
}
const kinds = Object.keys(bodies) as EntryKind[]
const notAnEntry = { ok: false, error: 'not-an-entry' }

describe('an entry', () => {
  test.each(kinds)('[J2] of kind %s goes to bytes and back, with its body', (kind) => {
    const entry = anEntry({ kind, body: bodies[kind], verdict: null })
    expect(bodyOf(entry, kind)).toEqual(bodies[kind])
    expect(isKnownKind(kind)).toBe(true)
    const bytes = encodeEntry(entry)
    expect(encodeEntry(valueOf(decodeEntry(bytes)))).toEqual(bytes)
  })

  test('[J70] a pass is proven by a scan, a number or its handover, by one of them; a contest says whose it is', () => {
    const block = (proof: unknown) =>
      bodyOf(anEntry({ kind: 'block', body: { code: null, proof, reason: 'lost' } }), 'block')
    expect(block({ handover: aUuid(7) })).toMatchObject({ proof: { handover: aUuid(7) } })
    expect(block({ scan })).toMatchObject({ proof: { scan } })
    expect(block({ scan, handover: aUuid(7) })).toBeUndefined()
    expect(block({ handover: 'not a uuid' })).toBeUndefined()
    expect(block({})).toBeUndefined()
    const contest = (by: string) =>
      bodyOf(anEntry({ kind: 'contest', body: { redemption: aUuid(8), by, reason: '' } }), 'contest')
    expect(contest('venue')).toMatchObject({ by: 'venue' })
    expect(contest('neighbour')).toBeUndefined()
  })

  test('[U1] any entry may say who did it, by an id in sixteen bytes; one that says nobody is read as before', () => {
    for (const [kind, body] of [...Object.entries(bodies), ['not-yet-invented', { any: 'thing' }] as const]) {
      const nobody = anEntry({ kind, body, verdict: null })
      const entry = anEntry({ kind, body: { ...body, operator: aUuid(6) }, verdict: null })
      const bytes = encodeEntry(entry)
      const read = valueOf(decodeEntry(bytes))
      expect(operatorOf(read)).toBe(aUuid(6))
      expect(encodeEntry(read)).toEqual(bytes)
      if (kind === 'operator') continue
      expect(bytes.length - encodeEntry(nobody).length).toBe('operator'.length + 1 + 17)
      expect(operatorOf(valueOf(decodeEntry(encodeEntry(nobody))))).toBeUndefined()
      if (isKnownKind(kind)) expect(bodyOf(read, kind)).toEqual(bodies[kind])
    }
    expect(operatorOf(anEntry({ body: { operator: 'Samira' } }))).toBeUndefined()
    expect(operatorOf(anEntry({ body: null }))).toBeUndefined()
  })

  test('[U2] a name travels in a personal part, whose hash is all that the entry says of it', () => {
    const part = encodeOperatorName('Samira')
    expect(decodeOperatorName(part)).toBe('Samira')
    expect(decodeOperatorName(encodeCbor({ name: 7 }))).toBeUndefined()
    expect(decodeOperatorName(utf8('no cbor'))).toBeUndefined()
    const personal = personalHash({ salt: new Uint8Array(16), part })
    const entry = anEntry({ kind: 'operator', body: { operator: aUuid(6), personal }, verdict: null })
    expect(personalHashIn(entry)).toEqual(personal)
    expect(personalHashIn(anEntry({ kind: 'incident', body: bodies.incident }))).toBeUndefined()
  })

  test('[Q8] a movement names a range of its batch, and what was damaged or missing within it, each pass once', () => {
    const read = (changes: object) =>
      bodyOf(
        anEntry({ kind: 'stock-movement', body: { ...bodies['stock-movement'], ...changes } }),
        'stock-movement',
      )
    expect(read({})).toEqual(bodies['stock-movement'])
    expect(read({ from: 50 })).toBeUndefined()
    expect(read({ to: 49.5 })).toBeUndefined()
    expect(read({ to: 2 ** 20 })).toBeUndefined()
    expect(read({ batch: 2 ** 31 })).toBeUndefined()
    expect(read({ missing: [[49, 50]] })).toBeUndefined()
    expect(read({ damaged: [[3, 2]] })).toBeUndefined()
    expect(
      read({
        damaged: [
          [2, 3],
          [3, 4],
        ],
      }),
    ).toBeUndefined()
    expect(read({ movement: 'theft' })).toBeUndefined()
    expect(read({ movement: 'loss' })).toBeUndefined()
    const nothing = { counted: null, damaged: [], missing: [] }
    expect(read({ ...nothing, movement: 'loss' })).toBeDefined()
    expect(read({ ...nothing, movement: 'loss', other: 'structure-2' })).toBeUndefined()
    expect(read({ ...nothing, movement: 'transfer' })).toBeUndefined()
    expect(read({ ...nothing, movement: 'transfer', other: 'structure-2' })).toBeDefined()
  })

  test('[Q8] a count names each pass once, in order', () => {
    const read = (counted: unknown) =>
      bodyOf(anEntry({ kind: 'stock-count', body: { batch: 3, counted } }), 'stock-count')
    expect(read([])).toBeDefined()
    expect(
      read([
        [4, 4],
        [0, 2],
      ]),
    ).toBeUndefined()
    expect(
      read([
        [0, 4],
        [4, 5],
      ]),
    ).toBeUndefined()
    expect(read([[0, 4, 5]])).toBeUndefined()
  })

  test('[J2] every field is kept as it is', () => {
    fc.assert(
      fc.property(
        fc.record({
          id: fc.nat().map(aUuid),
          device: fc.nat().map(aUuid),
          sequence: fc.integer({ min: 1 }),
          previous: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => new Uint8Array(bytes)),
          deviceTime: fc.maxSafeNat(),
          clockOffset: fc.option(fc.maxSafeInteger()),
          head: fc.maxSafeNat(),
          kind: fc.string({ maxLength: 100 }),
          verdict: fc.option(fc.string({ maxLength: 100 })),
        }),
        (changes) => {
          expect(anEntry({ ...changes, body: null })).toEqual({ ...changes, body: null })
        },
      ),
    )
  })

  test('[J3] of an unknown kind is read, and is written again byte for byte', () => {
    const body = fc.dictionary(
      fc.oneof(
        fc.constantFrom('handover', 'redemption', 'proof'),
        fc.string().filter((key) => key !== '__proto__'),
      ),
      fc.oneof(fc.string(), fc.constant(aUuid(5)), fc.maxSafeInteger(), fc.uint8Array(), fc.constant(null)),
      { noNullPrototype: true },
    )
    fc.assert(
      fc.property(
        fc.string({ maxLength: 50 }).filter((kind) => !isKnownKind(kind)),
        fc.oneof(body, fc.array(body), fc.string(), fc.maxSafeInteger()),
        (kind, anyBody) => {
          const bytes = entryOf({ kind, body: anyBody })
          const entry = valueOf(decodeEntry(bytes))
          expect(entry.kind).toBe(kind)
          expect(encodeEntry(entry)).toEqual(bytes)
          for (const known of kinds) expect(bodyOf(entry, known)).toBeUndefined()
        },
      ),
    )
  })

  test('[J3] of a known kind whose body is not its own is read too, and its body is not', () => {
    for (const body of [
      null,
      [],
      'x',
      {},
      { redemption: 'x', reason: '' },
      { redemption: new Uint8Array(15) },
    ]) {
      const bytes = entryOf({ kind: 'void', body })
      const entry = valueOf(decodeEntry(bytes))
      expect(bodyOf(entry, 'void')).toBeUndefined()
      expect(encodeEntry(entry)).toEqual(bytes)
    }
  })

  test('[J4] a redemption carries one proof: the 64 bytes of a scan, or a typed number; at least one unit', () => {
    const read = (changes: object) =>
      bodyOf(anEntry({ body: { ...bodies.redemption, ...changes } }), 'redemption')
    expect(read({ proof: { typed: '7F3K9QWX2M4T' } })).toBeDefined()
    expect(read({ proof: { scan: new Uint8Array(63) } })).toBeUndefined()
    expect(read({ proof: { scan, typed: '7F3K9QWX2M4T' } })).toBeUndefined()
    expect(read({ proof: {} })).toBeUndefined()
    expect(read({ units: 0 })).toBeUndefined()
    expect(read({ units: 1.5 })).toBeUndefined()
    expect(read({ code: [3, 4] })).toBeUndefined()
    expect(read({ code: [3, 4, -1] })).toBeUndefined()
  })

  test('[J5] of another version says so', () => {
    expect(decodeEntry(encodeCbor([2, 'something new']))).toEqual({ ok: false, error: 'unknown-version' })
  })

  test('[J5] what is not an entry is not taken, and nothing throws', () => {
    for (const content of [
      [1],
      {},
      null,
      fields({ id: new Uint8Array(15) }),
      fields({ previous: new Uint8Array(31) }),
      fields({ sequence: 0 }),
      fields({ head: -1 }),
      fields({ deviceTime: 1.5 }),
      fields({ kind: 7 }),
      [...fields({}), 'more'],
    ]) {
      expect(decodeEntry(encodeCbor(content))).toEqual(notAnEntry)
    }
    expect(decodeEntry(Uint8Array.of(...entryOf({}), 0))).toEqual(notAnEntry)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeEntry(bytes).ok).toBe(false)
      }),
    )
  })

  test('[J7] its time is the clock of the device and the offset that it knew', () => {
    expect(claimedAt({ deviceTime: noon, clockOffset: -250 })).toBe(noon - 250)
    expect(claimedAt({ deviceTime: noon, clockOffset: null })).toBe(noon)
  })
})

describe('a chain', () => {
  test('[J8] each entry names the hash of the one before: any change shows in all that follow', () => {
    const first = encodeEntry(anEntry())
    const second = anEntry({ id: aUuid(4), sequence: 2, previous: entryHash(first) })
    const changed = encodeEntry(anEntry({ deviceTime: noon + 1 }))
    expect(entryHash(first)).toEqual(hashOf(first))
    expect(second.previous).toEqual(entryHash(first))
    expect(second.previous).not.toEqual(entryHash(changed))
    expect(noPrevious).toEqual(new Uint8Array(32))
  })

  test('[J9] one signature of the device vouches for the end of its chain', async () => {
    const key = await aSigningKey()
    const end = { device: aUuid(2), sequence: 17, hash: hashOf(utf8('entry')) }
    const signed = await signChainEnd(end, key.keyId, key.privateKey)
    expect(await openChainEnd(signed, key.publicKey)).toEqual({ ok: true, value: end })
    const other = await aSigningKey()
    expect(await openChainEnd(signed, other.publicKey)).toEqual({ ok: false, error: 'bad-signature' })
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: signed.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const changed = signed.with(at, (signed[at] ?? 0) ^ flip)
          expect((await openChainEnd(changed, key.publicKey)).ok).toBe(false)
        },
      ),
      { numRuns: 100 },
    )
  })

  test('[J9] what is not the end of a chain is not taken, and nothing throws', async () => {
    const key = await aSigningKey()
    for (const content of [null, [1], [2, new Uint8Array(16), 1, new Uint8Array(32)], [1, '', 1, '']]) {
      const signed = await sign1(encodeCbor(content), key.keyId, key.privateKey)
      expect(await openChainEnd(signed, key.publicKey)).toEqual({ ok: false, error: 'not-a-chain-end' })
    }
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 150 }), async (bytes) => {
        expect((await openChainEnd(bytes, key.publicKey)).ok).toBe(false)
      }),
    )
  })

  test('[J10] a personal part is tied to its entry by a salted hash, and the entry lives without it', () => {
    const part = utf8('categories')
    const salt = new Uint8Array(16).fill(1)
    const personal = personalHash({ salt, part })
    expect(personal).toEqual(hashOf(salt, part))
    expect(personalHash({ salt: new Uint8Array(16).fill(2), part })).not.toEqual(personal)
    const entry = anEntry({ kind: 'handover', body: { ...bodies.handover, personal }, verdict: null })
    expect(bodyOf(entry, 'handover')?.personal).toEqual(personal)
  })
})

describe('identifiers', () => {
  test('[J11] a UUIDv7 begins with its time, so that later ones sort later', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 2 ** 31 }),
        fc.uint8Array({ minLength: 10, maxLength: 10 }),
        fc.uint8Array({ minLength: 10, maxLength: 10 }),
        (after, one, other) => {
          const [first, later] = [uuidV7(noon, one), uuidV7(noon + 1 + after, other)]
          expect(isUuid(first)).toBe(true)
          expect(first[14]).toBe('7')
          expect('89ab').toContain(first[19])
          expect(first < later).toBe(true)
          expect(uuidOf(uuidBytes(first))).toBe(first)
        },
      ),
    )
  })

  test('[J11] the example of RFC 9562', () => {
    const random = fromHex('0cc318c4dc0c0c07398f')
    expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
  })
})

function fields(changes: Record<string, unknown>): unknown[] {
  const entry = {
    id: uuidBytes(aUuid(1)),
    device: uuidBytes(aUuid(2)),
    sequence: 1,
    previous: noPrevious,
    deviceTime: noon,
    clockOffset: 250,
    head: 12,
    kind: 'redemption',
    body: null,
    verdict: null,
    ...changes,
  }
  const { id, device, sequence, previous, deviceTime, clockOffset, head, kind, body, verdict } = entry
  return [1, id, device, sequence, previous, deviceTime, clockOffset, head, kind, body, verdict]
}

function entryOf(changes: Record<string, unknown>) {
  return encodeCbor(fields(changes))
}
