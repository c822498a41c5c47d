import { afterAll, beforeEach, expect, test } from 'vitest'
import { encodeEntry, entryHash, noPrevious, signChainEnd, type ChainEnd } from '#protocol/journal-entry.ts'
import { exportPublicKey, keyIdOf, makeSigningKey } from '#protocol/keys.ts'
import { findDevice } from '#server/access/devices.ts'
import { newUuid } from '#server/installation.ts'
import { recordPush } from '#server/ledger/record-push.ts'
import { startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
const keys = await makeSigningKey({ extractable: false })
const publicKey = await exportPublicKey(keys.publicKey)
let server: TestServer

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
})
afterAll(() => database.close())

/** One act of a device of this test's own key, pushed under a signature over the chain's end as the test wants it. */
async function pushUnder(change: (end: ChainEnd) => ChainEnd, signer = keys.privateKey) {
  const { device: id } = await server.enrol('venue')
  await database.query('UPDATE devices SET public_key = $2 WHERE device = $1', [id, publicKey])
  const device = await findDevice(server.installation, id)
  if (!device) throw new Error('not enrolled')
  const bytes = encodeEntry({
    id: newUuid(server.installation),
    device: id,
    sequence: 1,
    previous: noPrevious,
    deviceTime: server.now(),
    clockOffset: 0,
    head: 1,
    kind: 'refusal',
    body: { code: null, service: 'first-steps', reason: 'expired' },
    verdict: null,
  })
  const end = change({ device: id, sequence: 1, hash: entryHash(bytes) })
  const chainEnd = await signChainEnd(end, keyIdOf(publicKey), signer)
  const recorded = await recordPush(server.installation, device, {
    protocol: 1,
    chainEnd,
    entries: [{ bytes, personal: null }],
  })
  const kept = await database.query('SELECT entry FROM entries')
  return { answer: recorded.ok ? recorded.value.answers[0]?.answer : recorded.error, kept: kept.length }
}

test('[K45] the signature over the end of the chain vouches for the acts before it', async () => {
  expect(await pushUnder((end) => end)).toEqual({ answer: 'recorded', kept: 1 })
})

test('[K45] a signature over another end, of another device or by another key records nothing', async () => {
  const refused = { answer: 'bad-chain-end', kept: 0 }
  expect(await pushUnder((end) => ({ ...end, hash: new Uint8Array(32) }))).toEqual(refused)
  expect(await pushUnder((end) => ({ ...end, device: newUuid(server.installation) }))).toEqual(refused)
  const other = await makeSigningKey({ extractable: false })
  expect(await pushUnder((end) => end, other.privateKey)).toEqual(refused)
})
