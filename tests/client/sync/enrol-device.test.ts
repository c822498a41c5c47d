import { IDBFactory } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { enrolmentLink } from '#protocol/enrolment.ts'
import { readSetting } from '#client/store/settings.ts'
import { enrolDevice } from '#client/sync/enrol-device.ts'
import { valueOf } from '#tests/support/builders.ts'
import { aWorld, openStoreIn } from '#tests/client/store/a-desk.ts'
import { startFakeServer } from './fake-server.ts'

test('[S13] a scanned link enrols the device and brings what it should know', async () => {
  const { server, store, world } = await aFreshApp()
  const { enrolment, knowledge } = valueOf(await enrolDevice(store, server.link, 'Tablet 1', world))
  expect(knowledge).toBe('here')
  expect(enrolment).toMatchObject({ programme: 7, structure: 'structure-1', role: 'desk', name: 'Tablet 1' })
  expect(await readSetting(store, 'persisted')).toBe(true)
})

test('[S13] a typed code enrols too, and a first pull that fails comes later', async () => {
  const { server, store, world } = await aFreshApp()
  server.meet = async (path) => (path === '/api/pull' ? 503 : undefined)
  expect(valueOf(await enrolDevice(store, 'a7k2-m3pq', 'Tablet 1', world)).knowledge).toBe('later')
  expect(await store.enrolments.count()).toBe(1)
})

test.each([
  ['https://carnet.test/p#123', 'not-an-enrolment'],
  ['A7K2', 'not-an-enrolment'],
  [aLink('https://elsewhere.test', 'A'.repeat(22)), 'foreign'],
  [aLink('https://carnet.test', 'A'.repeat(22)), 'wrong-fingerprint'],
])('[S14] %s does not enrol: %s', async (text, failure) => {
  const { store, world } = await aFreshApp()
  expect(await enrolDevice(store, text, 'Tablet 1', world)).toEqual({ ok: false, error: failure })
  expect(await store.enrolments.count()).toBe(0)
})

test('[S14] what the server refuses is said', async () => {
  const { store, server, world } = await aFreshApp()
  const otherCode = server.link.replace('7F3K9QWX2M4T', '7F3K9QWX2M4V')
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const body = init?.body instanceof Uint8Array ? new Uint8Array(init.body) : new Uint8Array()
    // Another code than the one that the key was proven for.
    body[body.indexOf('V'.charCodeAt(0))] = 'W'.charCodeAt(0)
    return server.fetch(input, { ...init, body })
  }
  const answer = await enrolDevice(store, otherCode, 'Tablet 1', { ...world, fetch })
  expect(answer).toEqual({ ok: false, error: 'bad-proof' })
})

test('[S14] without a network nothing is enrolled, and the next try proves the same key', async () => {
  const { server, store, world } = await aFreshApp()
  server.meet = async () => 'lost-answer'
  const enrol = () => enrolDevice(store, server.link, 'Tablet 1', world)
  expect(await enrol()).toEqual({ ok: false, error: 'no-network' })
  const before = await store.settings.get('enrolling/7F3K9QWX2M4T')
  server.meet = async () => undefined
  const { enrolment } = valueOf(await enrol())
  expect((before?.value as CryptoKeyPair).privateKey.extractable).toBe(false)
  expect(await exported(enrolment.keys)).toEqual(await exported(before?.value as CryptoKeyPair))
  expect(await store.settings.get('enrolling/7F3K9QWX2M4T')).toBeUndefined()
})

async function exported({ publicKey }: CryptoKeyPair) {
  return new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))
}

function aLink(address: string, fingerprint: string): string {
  return enrolmentLink({ address, code: '7F3K9QWX2M4T', fingerprint })
}

async function aFreshApp() {
  const server = await startFakeServer()
  await server.publish()
  const store = await openStoreIn(new IDBFactory())
  return { server, store, world: aWorld(server) }
}
