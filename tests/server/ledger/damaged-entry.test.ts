import { afterAll, beforeEach, expect, test } from 'vitest'
import { entryHash, signChainEnd } from '#protocol/journal-entry.ts'
import { exportPublicKey, keyIdOf } from '#protocol/keys.ts'
import { decodeMessage, encodeMessage } from '#protocol/message.ts'
import { pushResponse, type SentEntry } from '#protocol/push.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
let server: TestServer
let venue: VirtualDevice

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
  venue = await server.enrol('venue')
  for (let act = 0; act < 5; act++) venue.voidAct('01890000-0000-7000-8000-0000000000e1', `mistake ${act}`)
})
afterAll(() => database.close())

/** The acts as the tablet holds them, one of them damaged since it was chained. */
function sentWith(damaged: number): readonly SentEntry[] {
  return venue.acts.map(({ bytes, personal }, i) =>
    i === damaged ? { bytes: flipped(bytes), personal, hash: entryHash(bytes) } : { bytes, personal },
  )
}

function flipped(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes, (byte, i) => (i === 40 ? byte ^ 4 : byte))
}

async function push(entries: readonly SentEntry[], protocol = 2, sequence = venue.acts.length) {
  const last = entries.at(-1)
  const end = {
    device: venue.device,
    sequence,
    hash: last?.hash ?? entryHash(last?.bytes ?? new Uint8Array()),
  }
  const keyId = keyIdOf(await exportPublicKey(venue.keys.publicKey))
  const chainEnd = await signChainEnd(end, keyId, venue.keys.privateKey)
  const response = await venue.ask('POST', '/api/push', encodeMessage({ protocol, chainEnd, entries }))
  const answer = decodeMessage(pushResponse, new Uint8Array(await response.arrayBuffer()))
  if (!answer.ok) throw new Error(`malformed, ${response.status}`)
  return answer.value
}

test.each([0, 2, 4])(
  '[K89] act %i, damaged on its tablet, is kept in its place and the others are recorded',
  async (at) => {
    const answer = await push(sentWith(at))
    expect(answer.answers.map(({ answer: word, reason }) => [word, reason])).toEqual(
      venue.acts.map((_, i) => (i === at ? ['unreadable', 'damaged'] : ['recorded', ''])),
    )
    expect(answer.acknowledged.sequence).toBe(5)
    const held = await database.query<{ bytes: Uint8Array; reason: string }>(
      'SELECT bytes, reason FROM held_entries',
    )
    expect(held.map(({ reason }) => reason)).toEqual(['damaged'])
    expect(held[0]?.bytes).toEqual(flipped(venue.acts[at]?.bytes ?? new Uint8Array()))
    const again = await push(sentWith(at))
    expect(again.answers.map(({ answer: word }) => word)).toEqual(
      venue.acts.map((_, i) => (i === at ? 'unreadable' : 'known')),
    )
    expect(again.acknowledged.sequence).toBe(5)
  },
)

test('[K89] one push for each act comes to the same', async () => {
  const answers: string[] = []
  for (const [i, entry] of sentWith(2).entries()) {
    const pushed = await push([entry], 2, i + 1)
    answers.push(...pushed.answers.map(({ answer }) => answer))
  }
  expect(answers).toEqual(['recorded', 'recorded', 'unreadable', 'recorded', 'recorded'])
})

test.each([1, 2, 99])('[K90] a push of protocol version %i is answered', async (protocol) => {
  const answer = await push(sentWith(-1), protocol)
  expect(answer.answers.map(({ answer: word }) => word)).toEqual(venue.acts.map(() => 'recorded'))
})
