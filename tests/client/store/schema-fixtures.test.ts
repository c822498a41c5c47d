// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import { readFile } from 'node:fs/promises'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeAll, expect, test } from 'vitest'
import { DAY } from '#domain/instant.ts'
import { openStore, type Store } from '#client/store/database.ts'
import { loadKnowledge } from '#client/store/knowledge.ts'
import { pendingCount } from '#client/store/list-entries.ts'
import { recallBalance } from '#client/store/seen-balances.ts'
import { createLink } from '#client/sync/link.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { bodyOf, decodeEntry, entryHash, isKnownKind, noPrevious } from '#protocol/journal-entry.ts'
import { makeSigningKey } from '#protocol/keys.ts'
import { importHmacKey } from '#protocol/pass-number.ts'
import { startFakeServer } from '#tests/client/sync/fake-server.ts'
import { valueOf } from '#tests/support/builders.ts'
import { aWorld, openStoreIn } from './a-desk.ts'
import { restoreFixture, type StoredFixture } from './stored-fixture.ts'

let current: Store
beforeAll(async () => {
  current = await openStoreIn(new IDBFactory())
})

test('[J62] each version of the store has a store that it left, in the fixtures', async () => {
  for (const version of versionsUpToNow()) {
    expect((await fixtureOf(version)).schema, `node tests/client/store/record-schema.ts`).toBe(version)
  }
})

test('[J62] the store of every version opens in today’s app: each entry is read and follows the one before', async () => {
  for (const version of versionsUpToNow()) {
    const { store, fixture } = await openFixture(version)
    expect(store.verno).toBe(current.verno)
    for (const { name, rows } of fixture.tables) {
      expect([name, await store.table(name).count()]).toEqual([name, rows.length])
    }
    const entries = await store.entries.toArray()
    expect(entries.length).toBeGreaterThan(6)
    entries.forEach(({ bytes, hash, kind }, i) => {
      const entry = valueOf(decodeEntry(bytes))
      expect(entry.previous).toEqual(entries[i - 1]?.hash ?? noPrevious)
      expect(entryHash(bytes)).toEqual(hash)
      expect(isKnownKind(kind) && bodyOf(entry, kind)).toBeTruthy()
    })
    expect((await knowledgeIn(store))?.listByBatch.size).toBeGreaterThan(0)
    expect((await recallBalance(store, '7F3K9QWX2M4T'))?.response).toEqual({ type: 'later', telephone: '04' })
  }
})

test('[J62] what was not sent from the store of any version is sent by today’s app, a year later', async () => {
  for (const version of versionsUpToNow()) {
    const { store, link, server, device } = await openFixture(version)
    const pending = await store.entries.filter(({ status }) => status === 'pending').toArray()
    expect(pending.length).toBeGreaterThan(0)
    server.now += 365 * DAY
    expect(valueOf(await pushEntries(link)).sent).toBe(pending.length)
    expect(await pendingCount(store, device)).toBe(0)
    expect(server.entries.map(({ hash }) => hash)).toEqual(pending.map(({ hash }) => hash))
  }
})

function versionsUpToNow(): readonly number[] {
  return Array.from({ length: current.verno }, (_, i) => i + 1)
}

async function openFixture(version: number) {
  const indexedDB = new IDBFactory()
  const fixture = await fixtureOf(version)
  const pair = await makeSigningKey({ extractable: false })
  const number = await importHmacKey(new Uint8Array(32).fill(1))
  await restoreFixture(fixture, indexedDB, { private: pair.privateKey, public: pair.publicKey, number })
  const store = await openStore({ indexedDB, IDBKeyRange })
  const [enrolment] = await store.enrolments.toArray()
  if (!enrolment) throw new Error('the fixture has no enrolment')
  const server = await startFakeServer()
  server.recognise(pair.publicKey)
  const link = createLink(store, enrolment, aWorld(server))
  return { store, fixture, server, link, device: enrolment.device }
}

async function fixtureOf(version: number): Promise<StoredFixture> {
  const file = `tests/client/store/fixtures/schema-${version}.json`
  return JSON.parse(await readFile(file, 'utf8')) as StoredFixture
}

async function knowledgeIn(store: Store) {
  const [enrolment] = await store.enrolments.toArray()
  return loadKnowledge(store, enrolment?.device ?? '')
}
