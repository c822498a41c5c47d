import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { fromHex, toHex, type Bytes } from '#protocol/bytes.ts'
import { encodeCbor } from '#protocol/cbor.ts'
import { parseSign1 } from '#protocol/cose.ts'
import { enrolmentRequest, keyIsProven } from '#protocol/enrolment.ts'
import { importExportKey, openExport, type ExportFile } from '#protocol/export-file.ts'
import { fileNameOf } from '#protocol/file.ts'
import { encodeHead } from '#protocol/head.ts'
import {
  bodyOf,
  decodeEntry,
  encodeEntry,
  entryHash,
  isKnownKind,
  noPrevious,
  openChainEnd,
  operatorOf,
  type EntryKind,
} from '#protocol/journal-entry.ts'
import { importPublicKey } from '#protocol/keys.ts'
import { decodeMessage } from '#protocol/message.ts'
import { decodePassList, encodePassList, lookUpPass } from '#protocol/pass-list.ts'
import { applyDelta, decodeDelta, encodeDelta } from '#protocol/pass-list-delta.ts'
import { pullResponse } from '#protocol/pull.ts'
import { pushRequest, pushResponse } from '#protocol/push.ts'
import { decodeRecord, encodeRecord, recordNames } from '#protocol/records.ts'
import { protocolVersion } from '#protocol/version.ts'
import { valueOf } from '#tests/support/builders.ts'
import fingerprints from './fingerprints.json' with { type: 'json' }
import { messageRoutes, readBy } from './message-routes.ts'
import { entries as sampleEntries } from './samples.ts'
import {
  enrolledIn,
  filesIn,
  fixtureFolder,
  headsIn,
  saidOn,
  signerOf,
  spokenVersions,
  wireFixtureOf,
  type WireFixture,
} from './wire-fixture.ts'

test('[S105] each version of the protocol up to today’s has its recording', async () => {
  const files = spokenVersions.map((version) => `v${version}.json`)
  expect((await readdir(fixtureFolder)).toSorted()).toEqual(files.toSorted())
})

test.each(spokenVersions)('[S61] what version %i of the protocol said was recorded', async (version) => {
  const fixture = await wireFixtureOf(version)
  expect(fixture.protocol).toBe(version)
  for (const path of ['/api/enrolments', '/api/push', '/api/pull', '/heads/', '/files/']) {
    expect(saidOn(fixture, path).length, path).toBeGreaterThan(0)
  }
})

test('[S106] the recording of today’s version holds each message and each kind of act that it has', async () => {
  const fixture = await wireFixtureOf(protocolVersion)
  const names = Object.keys(fingerprintsOf(protocolVersion))
  const messages = names.flatMap(
    (name) => /^message: (\w+(?:Request|Response|Answer))$/.exec(name)?.[1] ?? [],
  )
  const said = messageRoutes
    .filter(({ path }) => saidOn(fixture, path).length > 0)
    .flatMap(({ request, answer }) => [...Object.keys(request), ...Object.keys(answer)])
  expect(said.toSorted()).toEqual(messages.toSorted())
  expect([...kindsIn(fixture)].toSorted()).toEqual(Object.keys(everyKind).toSorted())
  expect(await exportsIn(fixture)).not.toEqual([])
  expect(await deltasIn(fixture)).not.toEqual([])
})

test.each(spokenVersions)('[S61] every message of version %i is read, either way', async (version) => {
  const fixture = await wireFixtureOf(version)
  for (const { path, form, request, answer } of messageRoutes) {
    for (const exchange of saidOn(fixture, path)) {
      for (const schema of Object.values(request)) {
        const { read } = readBy(schema, form, exchange.request)
        if (form === 'cbor') expect(read, path).toMatchObject({ protocol: version })
      }
      for (const schema of Object.values(answer)) {
        const { read } = readBy(schema, form, exchange.answer)
        expect(read, path).not.toMatchObject({ type: 'refused' })
      }
    }
  }
  for (const { request } of saidOn(fixture, '/api/enrolments')) {
    const asked = valueOf(decodeMessage(enrolmentRequest, request))
    expect(await keyIsProven(asked.code, asked.proof, await importPublicKey(asked.publicKey))).toBe(true)
  }
  for (const { request, answer } of saidOn(fixture, '/api/push')) {
    const { entries } = valueOf(decodeMessage(pushRequest, request))
    const hashes = entries.map(({ bytes, hash }) => hash ?? entryHash(bytes))
    expect(valueOf(decodeMessage(pushResponse, answer)).answers.map(({ hash }) => hash)).toEqual(hashes)
  }
  for (const { answer } of saidOn(fixture, '/api/pull')) {
    expect(valueOf(decodeMessage(pullResponse, answer)).status).toBe('active')
  }
})

test.each(spokenVersions)(
  '[S61] the acts of version %i are read with their bodies, and their signature holds',
  async (version) => {
    const fixture = await wireFixtureOf(version)
    const keys = new Map(enrolledIn(fixture).map(({ device, publicKey }) => [device, publicKey]))
    const hashes = new Map<string, Bytes>()
    for (const { chainEnd, entries } of [...pushesIn(fixture), ...(await exportsIn(fixture))]) {
      const key = await importPublicKey(keys.get(signerOf(chainEnd)) ?? new Uint8Array())
      const end = valueOf(await openChainEnd(chainEnd, key))
      let previous = noPrevious
      for (const { bytes, hash } of entries) {
        // Damaged on the device, which names it by the hash that it had.
        previous = hash ?? entryHash(bytes)
        if (hash) continue
        const entry = valueOf(decodeEntry(bytes))
        const before = hashes.get(`${entry.device} ${entry.sequence - 1}`) ?? noPrevious
        expect(entry.previous).toEqual(before)
        hashes.set(`${entry.device} ${entry.sequence}`, previous)
        expect(isKnownKind(entry.kind) && bodyOf(entry, entry.kind)).toBeTruthy()
      }
      expect(end.hash).toEqual(previous)
    }
    const kept = Object.keys(fingerprintsOf(version)).flatMap((name) => name.split('entry: ')[1] ?? [])
    const kinds = kept.map((name) => sampleEntries[name]?.kind ?? '').filter(isKnownKind)
    expect([...kindsIn(fixture)].toSorted()).toEqual([...new Set(kinds)].toSorted())
  },
)

test.each(spokenVersions)(
  '[S61] the heads of version %i are trusted, and their files are what they name',
  async (version) => {
    const fixture = await wireFixtureOf(version)
    const files = await filesIn(fixture)
    for (const { head } of await headsIn(fixture)) {
      for (const name of recordNames) {
        valueOf(decodeRecord(name, files.get(head.records[name]) ?? new Uint8Array()))
      }
      for (const { list } of head.lists) {
        const read = valueOf(decodePassList(files.get(list) ?? new Uint8Array()))
        expect(lookUpPass(read, 0)).toBeDefined()
      }
    }
    for (const { from, delta, list } of await deltasIn(fixture)) {
      const base = valueOf(decodePassList(from))
      expect(fileNameOf(encodePassList(valueOf(applyDelta(base, valueOf(decodeDelta(delta))))))).toBe(list)
    }
  },
)

test('[S107] what was recorded of today’s version is, byte for byte, what today’s code reads and writes', async () => {
  const fixture = await wireFixtureOf(protocolVersion)
  for (const { path, form, request, answer } of messageRoutes) {
    for (const exchange of saidOn(fixture, path)) {
      for (const [name, schema] of Object.entries(request))
        expectWhole(name, readBy(schema, form, exchange.request))
      for (const [name, schema] of Object.entries(answer))
        expectWhole(name, readBy(schema, form, exchange.answer))
    }
  }
  for (const { entries } of [...pushesIn(fixture), ...(await exportsIn(fixture))]) {
    for (const { bytes, hash } of entries) {
      if (hash) continue
      const entry = valueOf(decodeEntry(bytes))
      const body = isKnownKind(entry.kind) ? bodyOf(entry, entry.kind) : undefined
      const operator = operatorOf(entry)
      expectSame(
        entry.kind,
        encodeEntry({ ...entry, body: { ...body, ...(operator && { operator }) } }),
        bytes,
      )
    }
  }
  const files = await filesIn(fixture)
  for (const { bytes, head } of await headsIn(fixture)) {
    expectSame('head', encodeHead(head), valueOf(parseSign1(bytes)).payload)
    for (const name of recordNames) {
      const content = files.get(head.records[name]) ?? new Uint8Array()
      expectSame(name, encodeRecord(name, valueOf(decodeRecord(name, content))), content)
    }
    for (const { list } of head.lists) {
      const content = files.get(list) ?? new Uint8Array()
      expectSame('list', encodePassList(valueOf(decodePassList(content))), content)
    }
  }
  for (const { delta } of await deltasIn(fixture))
    expectSame('delta', encodeDelta(valueOf(decodeDelta(delta))), delta)
})

/** The compiler asks for a new kind here, and the recording then has to hold it. */
const everyKind: Readonly<Record<EntryKind, true>> = {
  redemption: true,
  handover: true,
  'handover-undo': true,
  void: true,
  refusal: true,
  block: true,
  unblock: true,
  replacement: true,
  contest: true,
  'stock-movement': true,
  'stock-count': true,
  incident: true,
  operator: true,
}

function fingerprintsOf(version: number): Readonly<Record<string, string>> {
  const all: Readonly<Record<string, Readonly<Record<string, string>>>> = fingerprints
  return all[String(version)] ?? {}
}

function expectWhole(name: string, { said, read }: ReturnType<typeof readBy>): void {
  expect(toHex(encodeCbor(read)), name).toBe(toHex(encodeCbor(said)))
}

function expectSame(name: string, written: Uint8Array, recorded: Uint8Array): void {
  expect(toHex(written), name).toBe(toHex(recorded))
}

function pushesIn(fixture: WireFixture) {
  return saidOn(fixture, '/api/push').map(({ request }) => valueOf(decodeMessage(pushRequest, request)))
}

/** What only the server of that time could open; none was kept of version 1. */
async function exportsIn(fixture: WireFixture): Promise<readonly ExportFile[]> {
  const files: ExportFile[] = []
  for (const { request } of saidOn(fixture, '/api/exports')) {
    const key = await importExportKey(fromHex(fixture.secrets?.['export'] ?? ''))
    files.push(valueOf(await openExport(new TextDecoder().decode(request), key)))
  }
  return files
}

function kindsIn(fixture: WireFixture): ReadonlySet<string> {
  const entries = pushesIn(fixture).flatMap((push) => push.entries.filter(({ hash }) => !hash))
  return new Set(entries.map(({ bytes }) => valueOf(decodeEntry(bytes)).kind))
}

/** Deltas between two lists that a device had, as some head names them. */
async function deltasIn(fixture: WireFixture) {
  const files = await filesIn(fixture)
  const named = (await headsIn(fixture)).flatMap(({ head }) =>
    head.lists.flatMap(({ list, deltas }) => deltas.map(({ base, delta }) => ({ base, delta, list }))),
  )
  return named.flatMap(({ base, delta, list }) => {
    const [from, between] = [files.get(base), files.get(delta)]
    return from && between ? [{ from, delta: between, list }] : []
  })
}
