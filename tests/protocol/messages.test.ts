import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outcomeTypes } from '#domain/outcome.ts'
import { balanceRequest, balanceResponse } from '#protocol/balance.ts'
import { enrolmentFailures, enrolmentRequest, enrolmentResponse } from '#protocol/enrolment.ts'
import { exportAnswer, exportFile } from '#protocol/export-file.ts'
import { incarnationRequest, incarnationResponse } from '#protocol/incarnation.ts'
import { decodeMessage, encodeMessage } from '#protocol/message.ts'
import { pullRequest, pullResponse } from '#protocol/pull.ts'
import { pushAnswers, pushRequest, pushResponse } from '#protocol/push.ts'
import { aUuid, noon } from '#tests/support/builders.ts'

const bytes = new Uint8Array(32).fill(3)
const outcome = {
  entry: aUuid(1),
  number: 1,
  type: 'covered',
  coveredUnits: 1,
  honouredUnits: 0,
  reason: '',
  firstHead: null,
}

const messages = [
  ['balance asked by code', balanceRequest, { by: 'code', digits: '1'.repeat(217) }],
  ['balance asked by number', balanceRequest, { by: 'number', number: '7F3K-9QWX-2M4T' }],
  [
    'balance',
    balanceResponse,
    {
      type: 'balance',
      programme: 'Carnet',
      telephone: '04',
      demonstration: false,
      timeZone: 'Europe/Paris',
      state: 'active',
      units: 10,
      used: 1,
      cheques: [4],
      unitCents: 1000,
      lastDay: '2027-01-30',
      services: [{ id: 'first-steps', cheques: 1, name: { fr: 'Premiers pas' } }],
      uses: [{ day: '2026-11-23', service: 'first-steps', units: 1 }],
      knownAt: noon,
    },
  ],
  ['no balance', balanceResponse, { type: 'misread-number', telephone: '04' }],
  [
    'enrolment',
    enrolmentRequest,
    { protocol: 1, code: '7F3K9QWX2M4T', publicKey: bytes, proof: bytes, name: 'Accueil', app: '1.0' },
  ],
  ['enrolment refused', enrolmentResponse, { type: 'refused', reason: 'used-code' }],
  [
    'enrolled',
    enrolmentResponse,
    {
      type: 'enrolled',
      device: aUuid(2),
      programme: 7,
      structure: 'structure-1',
      role: 'desk',
      headKey: bytes,
      numberKeys: [bytes],
      epoch: aUuid(3),
      serverTime: noon,
    },
  ],
  ['incarnation', incarnationRequest, { protocol: 2, publicKey: bytes, proof: bytes, app: '1.0' }],
  ['continued', incarnationResponse, { type: 'continued', device: aUuid(4), serverTime: noon }],
  ['not continued', incarnationResponse, { type: 'refused', reason: 'revoked' }],
  [
    'push of a damaged entry',
    pushRequest,
    { protocol: 2, chainEnd: bytes, entries: [{ bytes, personal: null, hash: bytes }] },
  ],
  [
    'export',
    exportFile,
    {
      ...{ version: 1, device: aUuid(2), programme: 7, exportedAt: noon, chainEnd: bytes },
      entries: [{ bytes, personal: { salt: bytes, part: bytes, expiresAt: noon } }],
    },
  ],
  [
    'export taken',
    exportAnswer,
    {
      ...{ type: 'taken', device: aUuid(2), exportedAt: noon },
      answers: { recorded: 1, known: 0, held: 0, unreadable: 0 },
    },
  ],
  ['export refused', exportAnswer, { type: 'refused', reason: 'damaged' }],
  [
    'pull',
    pullRequest,
    { protocol: 1, app: '1.0', head: 12, unsent: 0, stored: [{ entry: aUuid(1), number: 1, firstHead: 12 }] },
  ],
  [
    'pulled',
    pullResponse,
    {
      protocol: 1,
      serverTime: noon,
      epoch: aUuid(3),
      outcomes: [outcome],
      more: false,
      chain: { sequence: 1, hash: bytes },
      backedUpThrough: 0,
      status: 'active',
    },
  ],
  [
    'push',
    pushRequest,
    {
      protocol: 1,
      chainEnd: bytes,
      entries: [
        { bytes, personal: null },
        { bytes, personal: { salt: bytes, part: bytes, expiresAt: noon } },
      ],
    },
  ],
  [
    'pushed',
    pushResponse,
    {
      protocol: 1,
      serverTime: noon,
      epoch: aUuid(3),
      answers: [
        { hash: bytes, answer: 'recorded', reason: '', outcome: { ...outcome, firstHead: 13 } },
        { hash: bytes, answer: 'held', reason: 'fork', outcome: null },
      ],
      acknowledged: { sequence: 1, hash: bytes, mac: bytes },
      backedUpThrough: 0,
    },
  ],
] as const

describe('messages', () => {
  test.each(messages)('[E7] %s goes to bytes and back', (_, schema, message) => {
    expect(decodeMessage(schema, encodeMessage(message))).toEqual({ ok: true, value: message })
  })

  test('[S45] a pull may show the newest acknowledgement, and an older app shows none', () => {
    const pull = { protocol: 2, app: '1.0', head: 12, unsent: 0, stored: [] }
    const shown = { ...pull, acknowledged: { epoch: aUuid(3), sequence: 4, hash: bytes, mac: bytes } }
    for (const message of [pull, shown]) {
      expect(decodeMessage(pullRequest, encodeMessage(message))).toEqual({ ok: true, value: message })
    }
    const broken = { ...pull, acknowledged: { sequence: 4, hash: bytes, mac: bytes } }
    expect(decodeMessage(pullRequest, encodeMessage(broken))).toEqual({ ok: false, error: 'malformed' })
  })

  test.each(messages)('[E7] %s may say more than this version knows', (_, schema, message) => {
    const more = encodeMessage({ ...message, invented: { later: true } })
    expect(decodeMessage(schema, more)).toEqual({ ok: true, value: message })
  })

  test.each(messages)('[E7] %s with a key missing or of another kind is malformed', (_, schema, message) => {
    for (const key of Object.keys(message)) {
      const { [key]: gone, ...rest } = message as Record<string, unknown>
      expect(decodeMessage(schema, encodeMessage(rest))).toEqual(malformed)
      const changed = { ...rest, [key]: gone === true || typeof gone === 'object' ? 'text' : [] }
      expect(decodeMessage(schema, encodeMessage(changed))).toEqual(malformed)
    }
  })

  test.each(messages)('[E8] no bytes make the reader of %s throw', (_, schema, message) => {
    const right = encodeMessage(message)
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 80 }),
        fc.nat({ max: right.length - 1 }),
        fc.nat(255),
        (any, at, value) => {
          expect(decodeMessage(schema, any)).toEqual(malformed)
          decodeMessage(schema, right.with(at, value))
          expect(decodeMessage(schema, right.slice(0, at))).toEqual(malformed)
        },
      ),
      { numRuns: 50 },
    )
  })

  test('[E11] a push may show an acknowledgement, and an older app shows none', () => {
    const push = { protocol: 2, chainEnd: bytes, entries: [{ bytes, personal: null }] }
    const shown = { ...push, acknowledged: { epoch: aUuid(3), sequence: 4, hash: bytes, mac: bytes } }
    for (const message of [push, shown]) {
      expect(decodeMessage(pushRequest, encodeMessage(message))).toEqual({ ok: true, value: message })
    }
    const broken = { ...push, acknowledged: { sequence: 4, hash: bytes, mac: bytes } }
    expect(decodeMessage(pushRequest, encodeMessage(broken))).toEqual({ ok: false, error: 'malformed' })
  })

  test('[E7] every answer, outcome and failure can cross', () => {
    for (const answer of pushAnswers) expect(pushed({ answer }).ok).toBe(true)
    for (const type of outcomeTypes) expect(pushed({ outcome: { ...outcome, type } }).ok).toBe(true)
    expect(pushed({ answer: 'lost' }).ok).toBe(false)
    for (const reason of enrolmentFailures) {
      expect(decodeMessage(enrolmentResponse, encodeMessage({ type: 'refused', reason })).ok).toBe(true)
    }
  })
})

const malformed = { ok: false, error: 'malformed' }

function pushed(changes: object) {
  const answer = { hash: bytes, answer: 'recorded', reason: '', outcome: null, ...changes }
  return decodeMessage(
    pushResponse,
    encodeMessage({
      protocol: 1,
      serverTime: noon,
      epoch: aUuid(3),
      answers: [answer],
      acknowledged: { sequence: 1, hash: bytes, mac: bytes },
      backedUpThrough: 0,
    }),
  )
}
