import { writeFileSync } from 'node:fs'
import { DAY, MINUTE } from '#domain/instant.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { migrationState } from '#server/database/migrate.ts'
import { scanOf, startTestServer } from '#tests/support/server.ts'
import { openOwnDatabase } from '#tests/support/store.ts'
import { dumpRows } from './dumped-rows.ts'

/**
 * `node tests/server/database/record-schema.ts`: keeps what this version writes as the fixture of its newest migration. Run
 * when that one is released, and never again for the same one.
 */
const database = await openOwnDatabase()
const server = await startTestServer(database)
const desk = await server.enrol('desk')
const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const
for (const [batch, pass] of [
  [1, 0],
  [1, 1],
  [2, 0],
  [2, 1],
] as const) {
  const code = server.codeOf(batch, pass)
  desk.handOver(code, scanOf(code), said)
}
await desk.push()
await server.publish()
const venue = await server.enrol('venue')
const other = await server.enrol('other')
take(venue, 1, 0)
const undone = take(venue, 1, 1)
if (undone) venue.voidAct(undone, 'mistake')
take(venue, 2, 0, 3)
take(other, 2, 0, 3)
// Waits for its handover; of a batch that is not opened.
take(venue, 1, 2)
take(venue, 3, 0)
await venue.push()
server.pass(MINUTE)
await other.push()
await server.publish()
await venue.pull()
server.pass(DAY)
take(other, 2, 1, 1)
await other.push()
await database.query('UPDATE devices SET revoked_at = 1 WHERE device = $1', [other.device])
take(other, 2, 1, 2)
await other.push()
await server.publish()

const { applied } = await migrationState(database)
const file = new URL(`./fixtures/schema-${applied}.json`, import.meta.url)
writeFileSync(file, await dumpRows(database))
await database.close()
console.log(`recorded schema ${applied}`)

function take(device: VirtualDevice, batch: number, pass: number, cheque = 0): string | undefined {
  const code = server.codeOf(batch, pass, cheque)
  return device.redeem(code, 'first-steps', scanOf(code)).id
}
