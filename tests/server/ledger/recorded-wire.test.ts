import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { DAY } from '#domain/instant.ts'
import { enrolmentRequest, enrolmentResponse } from '#protocol/enrolment.ts'
import { noPrevious } from '#protocol/journal-entry.ts'
import { decodeMessage } from '#protocol/message.ts'
import { pushRequest } from '#protocol/push.ts'
import { protocolVersion } from '#protocol/version.ts'
import { findDevice } from '#server/access/devices.ts'
import type { Database } from '#server/database/database.ts'
import { recordPush } from '#server/ledger/record-push.ts'
import { saidOn, wireFixtureOf } from '#tests/protocol/wire-fixture.ts'
import { valueOf } from '#tests/support/builders.ts'
import { programmeNumber, startTestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
})

beforeEach(() => emptyDatabase(database))
afterAll(() => database?.close())

test.each(Array.from({ length: protocolVersion - 1 }, (_, i) => i + 1))(
  '[S62] a push that a device of version %i kept for a year is recorded by today’s server, and known when it comes again',
  async (version) => {
    const fixture = await wireFixtureOf(version)
    const server = await startTestServer(database)
    server.pass(365 * DAY)
    const enrolments = saidOn(fixture, '/api/enrolments')
    for (const [i, { request }] of saidOn(fixture, '/api/push').entries()) {
      const device = await addDevice(enrolments[i])
      const push = valueOf(decodeMessage(pushRequest, request))
      const answersOf = async () =>
        valueOf(await recordPush(server.installation, device, push)).answers.map(({ answer }) => answer)
      expect(await answersOf()).toEqual(push.entries.map(() => 'recorded'))
      expect(await answersOf()).toEqual(push.entries.map(() => 'known'))
    }
    expect(server.errors).toEqual([])
  },
)

/** As it stands in a database that has seen its enrolment. */
async function addDevice(enrolment: ReturnType<typeof saidOn>[number] | undefined) {
  if (!enrolment) throw new Error('a push without an enrolment')
  const { publicKey, name, app } = valueOf(decodeMessage(enrolmentRequest, enrolment.request))
  const enrolled = valueOf(decodeMessage(enrolmentResponse, enrolment.answer))
  if (enrolled.type !== 'enrolled') throw new Error('the device was refused')
  const { device, structure, role, serverTime } = enrolled
  await database.query(
    `INSERT INTO devices (device, programme, structure, role, name, public_key, enrolled_at, last_hash, app)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [device, programmeNumber, structure, role, name, publicKey, serverTime, noPrevious, app],
  )
  const found = await findDevice({ database } as Parameters<typeof findDevice>[0], device)
  if (!found) throw new Error('the device is not there')
  return found
}
