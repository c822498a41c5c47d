// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import { readdir, readFile } from 'node:fs/promises'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeAll, describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '#domain/instant.ts'
import { openStore, type Store } from '#client/store/database.ts'
import type { Enrolment } from '#client/store/enrolment.ts'
import { loadKnowledge } from '#client/store/knowledge.ts'
import { pendingCount } from '#client/store/list-entries.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { recallBalance } from '#client/store/seen-balances.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { voidRedemption } from '#client/store/void-redemption.ts'
import { createLink } from '#client/sync/link.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import {
  bodyOf,
  decodeEntry,
  entryHash,
  isKnownKind,
  noPrevious,
  type EntryKind,
} from '#protocol/journal-entry.ts'
import { makeSigningKey } from '#protocol/keys.ts'
import { importHmacKey } from '#protocol/pass-number.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { anOutcome, startFakeServer } from '#tests/client/sync/fake-server.ts'
import { valueOf } from '#tests/support/builders.ts'
import { aWorld, openStoreIn, readHere } from './a-desk.ts'
import { liveWithTablet } from './lived-store.ts'
import { restoreFixture, takeFixture, type StoredFixture } from './stored-fixture.ts'

let current: Store
beforeAll(async () => {
  current = await openStoreIn(new IDBFactory())
})

const folder = 'tests/client/store/fixtures'
const fixtures = await Promise.all((await readdir(folder)).toSorted().map(readFixture))
const record = 'node tests/client/store/record-schema.ts'

test('[J62] each version of the store has a store that it left, in the fixtures', () => {
  const recorded = new Set(fixtures.map(({ fixture }) => fixture.schema))
  const versions = Array.from({ length: current.verno }, (_, i) => i + 1)
  expect(
    [...recorded].toSorted((a, b) => a - b),
    record,
  ).toEqual(versions)
})

test('[J120] each field that a tablet of today’s app writes stands in a fixture of its version', async () => {
  const { store } = await liveWithTablet()
  const kept = fixtures.filter(({ fixture }) => fixture.schema === current.verno)
  const known = new Set(kept.flatMap(({ fixture }) => fieldsOf(fixture)))
  const today = fieldsOf(await takeFixture(store))
  expect(
    today.filter((field) => !known.has(field)),
    record,
  ).toEqual([])
  const kinds = new Set((await store.entries.toArray()).map(({ kind }) => kind))
  expect([...kinds].toSorted()).toEqual(Object.keys(everyKind).toSorted())
})

describe.each(fixtures)('the store $name', ({ fixture }) => {
  test('[J62] opens in today’s app: each entry is read and follows the one before', async () => {
    const { store } = await openFixture(fixture)
    expect(store.verno).toBe(current.verno)
    for (const { name, rows } of fixture.tables) {
      expect([name, await store.table(name).count()]).toEqual([name, rows.length])
    }
    const entries = await store.entries.toArray()
    expect(entries.length).toBeGreaterThan(6)
    entries.forEach(({ bytes, hash, kind, sequence }, i) => {
      const entry = valueOf(decodeEntry(bytes))
      expect(entry.previous).toEqual(sequence === 1 ? noPrevious : entries[i - 1]?.hash)
      expect(entryHash(bytes)).toEqual(hash)
      expect(isKnownKind(kind) && bodyOf(entry, kind)).toBeTruthy()
    })
    expect((await recallBalance(store, '7F3K9QWX2M4T'))?.response).toEqual({ type: 'later', telephone: '04' })
  })

  test('[J62] is sent by today’s app, a year later, under each name that the tablet bore', async () => {
    const { store, names } = await openFixture(fixture)
    for (const { device, server, link } of names) {
      const pending = await pendingOf(store, device)
      expect(pending.length).toBeGreaterThan(0)
      const before = server.entries.length
      server.now += 365 * DAY
      expect(valueOf(await pushEntries(link)).sent).toBe(pending.length)
      expect(await pendingCount(store, device)).toBe(0)
      expect(server.entries.slice(before).map(({ hash }) => hash)).toEqual(pending.map(({ hash }) => hash))
    }
  })

  test('[J121] goes on in today’s app: it learns, undoes what it took, takes, and sends all of it', async () => {
    const { store, names } = await openFixture(fixture)
    const acting = names.find(({ enrolment }) => enrolment.replacedBy === undefined)
    if (!acting) throw new Error('nobody acts in the fixture')
    const { device, server, link } = acting
    const now = () => server.now
    const text = await server.signCode({ batch: 3, pass: 50, cheque: 0 })
    await server.publish()
    valueOf(await pullKnowledge(link))
    expect((await loadKnowledge(store, device))?.head.number).toBe(server.headNumber)

    const rows = await store.entries
      .where('[device+sequence]')
      .between([device, 1], [device, Infinity])
      .toArray()
    const [last, taken] = [
      rows.at(-1),
      rows.findLast(({ kind, undoneBy }) => kind === 'redemption' && !undoneBy),
    ]
    if (!last || !taken) throw new Error('nothing was taken in the fixture')
    server.now = taken.at + 5 * MINUTE
    const undone = valueOf(await voidRedemption(store, device, taken.id, 'undone', now))
    expect(undone).toMatchObject({ kind: 'void', undoes: taken.id, sequence: last.sequence + 1 })
    expect(valueOf(decodeEntry(undone.bytes)).previous).toEqual(last.hash)
    expect(await store.entries.get([device, taken.sequence])).toMatchObject({ undoneBy: undone.id })
    const take = async () =>
      redeemPass(store, device, { read: await readHere(store, device, text), service: 'basics' }, now)
    const { entry, verdict } = await take()
    expect(verdict).toMatchObject({ type: 'accepted', remaining: 9 })
    expect((await take()).verdict).toMatchObject({ type: 'deferred:limit-reached', remaining: 9 })

    const pending = await pendingOf(store, device)
    expect(pending.slice(-3).map(({ kind }) => kind)).toEqual(['void', 'redemption', 'redemption'])
    expect(valueOf(await pushEntries(link)).sent).toBe(pending.length)
    const firstHead = server.headNumber + 1
    server.outcomes.set(
      entry.id,
      anOutcome(entry.id, { type: 'covered', number: 2, coveredUnits: 1, firstHead }),
    )
    await server.publish()
    valueOf(await pullKnowledge(link))
    expect(await store.entries.get([device, entry.sequence])).toMatchObject({
      outcome: { type: 'covered' },
      listed: { units: 1, from: firstHead },
      beyond: 0,
    })
  })
})

const everyKind = {
  ...{ redemption: true, void: true, refusal: true, handover: true, 'handover-undo': true },
  ...{ block: true, unblock: true, replacement: true, contest: true },
  ...{ 'stock-movement': true, 'stock-count': true, incident: true, operator: true },
} satisfies Readonly<Record<EntryKind, true>>

async function openFixture(fixture: StoredFixture) {
  const indexedDB = new IDBFactory()
  const pair = await makeSigningKey({ extractable: false })
  const number = await importHmacKey(new Uint8Array(32).fill(1))
  await restoreFixture(fixture, indexedDB, { private: pair.privateKey, public: pair.publicKey, number })
  const store = await openStore({ indexedDB, IDBKeyRange })
  const enrolments = await store.enrolments.toArray()
  return {
    store,
    names: await Promise.all(enrolments.map((enrolment) => serverFor(store, enrolment, pair.publicKey))),
  }
}

/** The server as this name of the tablet left it. Nobody has the key of that server's heads any more: it has another. */
async function serverFor(store: Store, enrolment: Enrolment, publicKey: CryptoKey) {
  const { device } = enrolment
  const server = await startFakeServer()
  server.recognise(publicKey)
  const acknowledged = (await store.entries.toArray()).filter(
    (row) => row.device === device && row.status === 'acknowledged',
  )
  server.entries.push(...acknowledged)
  const head = await store.heads.get(device)
  Object.assign(server, {
    epoch: enrolment.epoch,
    now: enrolment.lastExchange,
    headNumber: head?.head.number ?? 0,
  })
  const pinned = { ...enrolment, headKey: server.headKey }
  await store.enrolments.put(pinned)
  return { device, enrolment, server, link: createLink(store, pinned, aWorld(server)) }
}

async function pendingOf(store: Store, device: Uuid): Promise<readonly StoredEntry[]> {
  return store.entries.filter((row) => row.device === device && row.status === 'pending').toArray()
}

async function readFixture(file: string) {
  const fixture = JSON.parse(await readFile(`${folder}/${file}`, 'utf8')) as StoredFixture
  return { name: file, fixture }
}

/** Each field of each table by its path; what stands in for bytes, keys and the like is one of them. */
function fieldsOf({ tables }: StoredFixture): readonly string[] {
  return [...new Set(tables.flatMap(({ name, rows }) => rows.flatMap((row) => pathsIn(row, name))))]
}

function pathsIn(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((inner) => pathsIn(inner, `${path}[]`))
  if (typeof value !== 'object' || value === null || '$' in value) return [path]
  return Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, `${path}.${name}`))
}
