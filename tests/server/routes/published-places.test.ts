import { afterAll, beforeEach, expect, test } from 'vitest'
import { MINUTE } from '#domain/instant.ts'
import { fetchPlaces } from '#client/places/fetch-places.ts'
import { programmeNumber, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
let server: TestServer
let asked: string[]

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
  asked = []
})
afterAll(() => database.close())

const ask = (async (path: string) => {
  asked.push(path)
  return server.ask(path)
}) as typeof fetch

test('[B38] anyone has the places of a programme from the files that its head names, and asks again only for what changed', async () => {
  const first = await fetchPlaces(programmeNumber, undefined, ask)
  if (!first.ok) throw new Error(first.error)
  expect(first.value).toMatchObject({
    programme: programmeNumber,
    timeZone: 'Europe/Paris',
    at: server.now(),
  })
  expect(first.value.structures.map(({ id }) => id).toSorted()).toEqual(['desk', 'other', 'venue'])
  expect(asked).toHaveLength(3)

  server.pass(10 * MINUTE)
  await server.publish()
  const second = await fetchPlaces(programmeNumber, first.value, ask)
  expect(second).toEqual({ ok: true, value: { ...first.value, at: server.now() } })
  expect(asked).toHaveLength(4)
})

test('[B38] no network, another page than ours or an unknown programme leave what was known', async () => {
  const away = async () => Promise.reject(new TypeError('Failed to fetch'))
  const portal = async () => new Response('<html>sign in</html>')
  expect(await fetchPlaces(programmeNumber, undefined, away)).toEqual({ ok: false, error: 'offline' })
  expect(await fetchPlaces(programmeNumber, undefined, portal)).toEqual({ ok: false, error: 'unreadable' })
  expect(await fetchPlaces(12_345, undefined, ask)).toEqual({ ok: false, error: 'offline' })
})
