import type { Batch } from '#domain/batch.ts'
import type { PassKnowledge } from '#domain/pass.ts'
import { fromHex, utf8, type Bytes } from '#protocol/bytes.ts'
import { fileNameOf } from '#protocol/file.ts'
import { encodeHead, type Head } from '#protocol/head.ts'
import { encodeEntry, noPrevious, type ChainEnd, type JournalEntry } from '#protocol/journal-entry.ts'
import { encodePassList, makePassList } from '#protocol/pass-list.ts'
import { encodeDelta, type PassListDelta } from '#protocol/pass-list-delta.ts'
import { encodeRecord, type Records } from '#protocol/records.ts'
import type { SignedRequest } from '#protocol/signed-request.ts'

// Fixed for ever: the vectors and the fingerprints hang on each of these values. No builder stands behind them.

export const code = { programme: 7, batch: 3, pass: 4, cheque: 2 }

export const number = {
  permutationKey: fromHex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'),
  tagKey: fromHex('202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f'),
  serial: 123_456_789,
}

export const device = '01890000-0000-7000-8000-0000000000d1'

const scan = new Uint8Array(64).map((_, i) => i)

const first: JournalEntry = {
  id: '01890000-0000-7000-8000-0000000000e1',
  device,
  sequence: 1,
  previous: noPrevious,
  deviceTime: 1_795_431_600_000,
  clockOffset: -250,
  head: 12,
  kind: 'redemption',
  body: { code: [3, 4, 2], service: 'basics', units: 1, proof: { scan } },
  verdict: 'accepted',
}

export const entries: Readonly<Record<string, JournalEntry>> = {
  redemption: first,
  'typed redemption': {
    ...first,
    clockOffset: null,
    head: 0,
    body: { code: null, service: 'basics', units: 3, proof: { typed: '7F3K9QWX2M4T' } },
    verdict: 'deferred:unknown-batch',
  },
  handover: {
    ...first,
    kind: 'handover',
    body: {
      code: [3, 4, 0],
      proof: { scan },
      flags: ['not-announced'],
      personal: new Uint8Array(32).fill(5),
    },
    verdict: null,
  },
  'handover-undo': { ...first, kind: 'handover-undo', body: { handover: first.id }, verdict: null },
  void: { ...first, kind: 'void', body: { redemption: first.id, reason: 'mistake' }, verdict: null },
  refusal: {
    ...first,
    kind: 'refusal',
    body: { code: [3, 4, 2], service: 'basics', reason: 'cheque-used' },
    verdict: null,
  },
  block: {
    ...first,
    kind: 'block',
    body: { code: [3, 4, 0], proof: { handover: first.id }, reason: 'lost' },
    verdict: null,
  },
  unblock: {
    ...first,
    kind: 'unblock',
    body: { code: [3, 4, 0], proof: { typed: '7F3K9QWX2M4T' }, reason: 'found' },
    verdict: null,
  },
  replacement: {
    ...first,
    kind: 'replacement',
    body: {
      old: { code: [3, 4, 0], proof: { handover: first.id } },
      new: { code: [3, 5, 0], proof: { scan } },
      reason: 'damaged',
    },
    verdict: null,
  },
  contest: {
    ...first,
    kind: 'contest',
    body: { redemption: first.id, by: 'person', reason: 'not me' },
    verdict: null,
  },
  incident: {
    ...first,
    kind: 'incident',
    body: { what: 'store-lost', previous: first.id, detail: 'sequence=4 unsent=1' },
    verdict: null,
  },
  operator: {
    ...first,
    kind: 'operator',
    body: { operator: first.id, personal: new Uint8Array(32).fill(5) },
    verdict: null,
  },
  'redemption by an operator': {
    ...first,
    body: { code: [3, 4, 2], service: 'basics', units: 1, proof: { scan }, operator: first.id },
  },
  'stock-movement': {
    ...first,
    kind: 'stock-movement',
    body: {
      ...{ movement: 'reception', batch: 3, from: 0, to: 49, other: null, counted: 49 },
      ...{ damaged: [[2, 3]], missing: [[9, 9]], personal: null },
    },
    verdict: null,
  },
  'stock-movement signed by both': {
    ...first,
    kind: 'stock-movement',
    body: {
      ...{
        movement: 'return',
        batch: 3,
        from: 0,
        to: 49,
        other: null,
        counted: null,
        damaged: [],
        missing: [],
      },
      ...{ personal: new Uint8Array(32).fill(5), signed: { giver: 'tap', receiver: 'drawn' } },
    },
    verdict: null,
  },
  'stock-count': {
    ...first,
    kind: 'stock-count',
    body: {
      batch: 3,
      counted: [
        [0, 4],
        [6, 6],
      ],
    },
    verdict: null,
  },
  'an unknown kind': { ...first, kind: 'not-yet-invented', body: { any: ['thing', 1, null] }, verdict: null },
}

export const chainEnd: ChainEnd = { device, sequence: 17, hash: new Uint8Array(32).fill(9) }

const card: Batch = {
  number: 3,
  order: 'order-1',
  format: 'card',
  units: 10,
  passes: 9,
  spares: 1,
  firstSerial: 5000,
  firstDay: '2026-01-01',
  endDay: '2026-12-31',
  opened: true,
  deliveries: [{ structure: 'structure-1', from: 0, to: 9 }],
  training: false,
}

const booklet: Batch = { ...card, number: 4, format: 'booklet', firstSerial: 5010 }

export const records: Records = {
  programme: {
    number: 7,
    name: 'Carnet de la Métropole',
    telephone: '04 00 00 00 00',
    timeZone: 'Europe/Paris',
    unitCents: 1000,
    funders: [
      { id: 'metropole', name: 'Métropole', centsPerUnit: 550 },
      { id: 'state', name: 'État', centsPerUnit: 450 },
    ],
    services: [{ id: 'basics', cheques: 1, name: { fr: 'Premiers pas' } }],
    rules: {
      unitsPerPass: 1,
      inStockPasses: 10,
      agesAfter: 86_400_000,
      defersAfter: 864_000_000,
      unitsPerDevice: 60,
      centsPerDevice: 60_000,
      refusesNotActiveWithin: 86_400_000,
      asksAgainWithin: 600_000,
      voidsWithin: 900_000,
      statementLagDays: 11,
      passesPerHandover: 2,
    },
    languages: { first: [], drafts: false },
    demonstration: true,
  },
  batches: [card, booklet],
  structures: [
    {
      id: 'structure-1',
      name: 'Maison des habitants',
      address: '1 rue des Essais',
      postcode: '38000',
      commune: 'Grenoble',
      telephone: '04 00 00 00 01',
      latitude: 45.19,
      longitude: undefined,
      hours: 'Mo-Fr 09:00-17:00',
      distributor: true,
      qualifications: [{ from: '2026-01-01', to: '2027-12-31', services: ['basics'] }],
      invented: true,
    },
  ],
  keys: [{ keyId: fromHex('01020304'), usage: 'pass', batch: 3, publicKey: new Uint8Array(65).fill(4) }],
}

export const lists = {
  card: makePassList(card, 7, (pass) => known(pass, new Set())),
  booklet: makePassList(booklet, 7, (pass) => known(pass, new Set([1, 10].slice(0, pass % 3)))),
}

export const delta: PassListDelta = {
  programme: 7,
  batch: 3,
  passes: lists.card.passes,
  units: lists.card.units,
  columns: [
    { name: 'state', bits: 4, indices: [0, 3], values: [2, 3] },
    { name: 'used', bits: 4, indices: [3], values: [4] },
  ],
}

export const head: Head = {
  programme: 7,
  epoch: '01890000-0000-7000-8000-0000000000c1',
  number: 12,
  issuedAt: 1_795_428_000_000,
  lists: [
    {
      batch: 3,
      list: fileNameOf(encodePassList(lists.card)),
      deltas: [{ steps: 1, base: fileNameOf(utf8('base')), delta: fileNameOf(utf8('delta')) }],
    },
    { batch: 4, list: fileNameOf(encodePassList(lists.booklet)), deltas: [] },
  ],
  records: {
    // The record as version 1 wrote it, which the signed vector of this head names.
    programme: '938336e92aca78a0820887afcdc62d56f4a8270cebb977b84ee76867926ca1f1',
    batches: fileNameOf(encodeRecord('batches', records.batches)),
    structures: fileNameOf(encodeRecord('structures', records.structures)),
    keys: fileNameOf(encodeRecord('keys', records.keys)),
  },
}

export const request: SignedRequest = {
  method: 'POST',
  path: '/api/push',
  body: utf8('body'),
  nonce: 'nonce',
}

/** The bytes of each format that has only one form; what is signed hangs on chance and stands in the vectors. */
export function fixedBytes(): Readonly<Record<string, Bytes>> {
  return {
    ...Object.fromEntries(
      Object.entries(entries).map(([name, entry]) => [`entry: ${name}`, encodeEntry(entry)]),
    ),
    'record: programme': encodeRecord('programme', records.programme),
    'record: batches': encodeRecord('batches', records.batches),
    'record: structures': encodeRecord('structures', records.structures),
    'record: keys': encodeRecord('keys', records.keys),
    'list: card': encodePassList(lists.card),
    'list: booklet': encodePassList(lists.booklet),
    delta: encodeDelta(delta),
    head: encodeHead(head),
  }
}

function known(pass: number, cheques: ReadonlySet<number>): PassKnowledge {
  const states = ['not-active', 'in-stock', 'active', 'watch', 'suspended', 'closed'] as const
  return { state: states[pass % 6] ?? 'active', used: pass, cheques }
}
