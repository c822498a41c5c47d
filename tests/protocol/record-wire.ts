import { existsSync, writeFileSync } from 'node:fs'
import { openMemory } from '#server/database/pglite.ts'
import { migrate } from '#server/database/migrate.ts'
import { toHex } from '#protocol/bytes.ts'
import { claimedDevice } from '#protocol/signed-request.ts'
import { protocolVersion } from '#protocol/version.ts'
import { morning, startTestServer } from '#tests/support/server.ts'
import { recordedDay } from './recorded-day.ts'
import { fixtureFolder, type WireExchange, type WireFixture } from './wire-fixture.ts'

/**
 * `node tests/protocol/record-wire.ts`: keeps what devices and server really say to each other in today's version of the
 * protocol, in the commit that raises it; once it is released, never again for the same one. docs/formats.md.
 */
const file = `${fixtureFolder}/v${protocolVersion}.json`
if (existsSync(file)) throw new Error(`${file} is what that version said: it is never written again.`)

const database = await openMemory()
await migrate(database, 0)
const server = await startTestServer(database)
const exchanges: WireExchange[] = []

await recordedDay(server, async (path, init = {}) => {
  const response = await server.ask(path, init)
  const answer = new Uint8Array(await response.clone().arrayBuffer())
  // A refused nonce is asked again at once.
  if (response.status === 200) {
    exchanges.push({
      path,
      method: init.method ?? 'GET',
      by: claimedDevice(new Headers(init.headers).get('Authorization') ?? '') ?? null,
      request: init.body instanceof Uint8Array ? toHex(new Uint8Array(init.body)) : null,
      answer: toHex(answer),
    })
  }
  return response
})

const rows = await database.query<{ name: string; bytes: Uint8Array }>(
  'SELECT name, bytes FROM secrets ORDER BY name',
)
const secrets = Object.fromEntries(rows.map(({ name, bytes }) => [name, toHex(bytes)]))
const fixture: WireFixture = { protocol: protocolVersion, recordedAt: morning, secrets, exchanges }
writeFileSync(file, `${JSON.stringify(fixture, null, 2)}\n`)
await database.close()
