import { expect, test } from 'vitest'
import { enrolmentRequest, enrolmentResponse, keyIsProven } from '#protocol/enrolment.ts'
import { fileNameOf, inflate } from '#protocol/file.ts'
import { openHead } from '#protocol/head.ts'
import {
  bodyOf,
  decodeEntry,
  entryHash,
  isKnownKind,
  noPrevious,
  openChainEnd,
} from '#protocol/journal-entry.ts'
import { importPublicKey } from '#protocol/keys.ts'
import { decodeMessage } from '#protocol/message.ts'
import { decodePassList, lookUpPass } from '#protocol/pass-list.ts'
import { pullRequest, pullResponse } from '#protocol/pull.ts'
import { pushRequest, pushResponse } from '#protocol/push.ts'
import { decodeRecord, recordNames } from '#protocol/records.ts'
import { protocolVersion } from '#protocol/version.ts'
import { valueOf } from '#tests/support/builders.ts'
import { saidOn, wireFixtureOf } from './wire-fixture.ts'

const released = Array.from({ length: protocolVersion - 1 }, (_, i) => i + 1)

test.each(released)('[S61] what version %i of the protocol said was recorded', async (version) => {
  const fixture = await wireFixtureOf(version)
  expect(fixture.protocol).toBe(version)
  for (const path of ['/api/enrolments', '/api/push', '/api/pull', '/heads/', '/files/']) {
    expect(saidOn(fixture, path).length, path).toBeGreaterThan(0)
  }
})

test.each(released)('[S61] every message of version %i is read, either way', async (version) => {
  const fixture = await wireFixtureOf(version)
  for (const { request, answer } of saidOn(fixture, '/api/enrolments')) {
    const asked = valueOf(decodeMessage(enrolmentRequest, request))
    expect(asked.protocol).toBe(version)
    expect(await keyIsProven(asked.code, asked.proof, await importPublicKey(asked.publicKey))).toBe(true)
    expect(valueOf(decodeMessage(enrolmentResponse, answer)).type).toBe('enrolled')
  }
  for (const { request, answer } of saidOn(fixture, '/api/push')) {
    const { entries } = valueOf(decodeMessage(pushRequest, request))
    expect(valueOf(decodeMessage(pushResponse, answer)).answers.map(({ answer: word }) => word)).toEqual(
      entries.map(() => 'recorded'),
    )
  }
  for (const { request, answer } of saidOn(fixture, '/api/pull')) {
    expect(valueOf(decodeMessage(pullRequest, request)).protocol).toBe(version)
    expect(valueOf(decodeMessage(pullResponse, answer)).status).toBe('active')
  }
})

test.each(released)(
  '[S61] the acts of version %i are read with their bodies, and their signature holds',
  async (version) => {
    const fixture = await wireFixtureOf(version)
    const keys = saidOn(fixture, '/api/enrolments').map(({ request }) =>
      valueOf(decodeMessage(enrolmentRequest, request)),
    )
    const kinds = new Set<string>()
    for (const [i, { request }] of saidOn(fixture, '/api/push').entries()) {
      const { chainEnd, entries } = valueOf(decodeMessage(pushRequest, request))
      let previous = noPrevious
      for (const { bytes } of entries) {
        const entry = valueOf(decodeEntry(bytes))
        expect(entry.previous).toEqual(previous)
        expect(isKnownKind(entry.kind) && bodyOf(entry, entry.kind)).toBeTruthy()
        kinds.add(entry.kind)
        previous = entryHash(bytes)
      }
      const key = await importPublicKey(keys[i]?.publicKey ?? new Uint8Array())
      expect(valueOf(await openChainEnd(chainEnd, key)).hash).toEqual(previous)
    }
    expect([...kinds].toSorted()).toEqual(['handover', 'handover-undo', 'redemption', 'refusal', 'void'])
  },
)

test.each(released)(
  '[S61] the heads of version %i are trusted, and their files are what they name',
  async (version) => {
    const fixture = await wireFixtureOf(version)
    const [enrolled] = saidOn(fixture, '/api/enrolments').map(({ answer }) =>
      valueOf(decodeMessage(enrolmentResponse, answer)),
    )
    if (enrolled?.type !== 'enrolled') throw new Error('not enrolled')
    const headKey = await importPublicKey(enrolled.headKey)
    const files = new Map<string, Uint8Array>()
    for (const { path, answer } of saidOn(fixture, '/files/')) {
      const content = await inflate(answer)
      expect(fileNameOf(content)).toBe(path.split('/').at(-1))
      files.set(fileNameOf(content), content)
    }
    for (const { answer } of saidOn(fixture, '/heads/')) {
      const head = valueOf(await openHead(answer, headKey))
      for (const name of recordNames) {
        valueOf(decodeRecord(name, files.get(head.records[name]) ?? new Uint8Array()))
      }
      for (const { list } of head.lists) {
        const read = valueOf(decodePassList(files.get(list) ?? new Uint8Array()))
        expect(lookUpPass(read, 0)).toBeDefined()
      }
    }
  },
)
