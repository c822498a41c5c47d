import { readdirSync } from 'node:fs'
import { DAY } from '#domain/instant.ts'
import { serialOf, type PrintedCode } from '#domain/batch.ts'
import type { DeviceRole } from '#protocol/enrolment.ts'
import { makePassNumber, tagOf, type PassNumber } from '#protocol/pass-number.ts'
import { issueLink } from '#server/access/enrolment-codes.ts'
import { currentNumberKey, secretKey } from '#server/access/secrets.ts'
import { createApp } from '#server/app.ts'
import type { Database } from '#server/database/database.ts'
import { migrate } from '#server/database/migrate.ts'
import { enrolVirtualDevice } from '#server/demonstration/virtual-device.ts'
import { findBatch } from '#server/directory/programmes.ts'
import { randomBytes, type Installation } from '#server/installation.ts'
import { morning, programmeNumber } from '#tests/support/server.ts'
import { putRows, readRows } from './dumped-rows.ts'

const fixtures = new URL('./fixtures/', import.meta.url)
const migrations = new URL('../../../src/server/database/migrations/', import.meta.url)

/** The schemas that have a fixture. */
export const recordedSchemas = numbersIn(fixtures, /^schema-(\d+)\.json$/)

export const knownSchemas = numbersIn(migrations, /^(\d{3})-.*\.sql$/)

/** The rows that the code of a schema left, by table. */
export function rowsOf(schema: number) {
  return readRows(new URL(`schema-${schema}.json`, fixtures))
}

/** A database as a version of that schema left it. What was in it goes. */
export async function putFixture(database: Database, schema: number): Promise<void> {
  await database.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public;')
  await migrate(database, 0, schema)
  await putRows(database, rowsOf(schema))
}

/** The server of today on what a fixture left, three weeks after its first day. */
export function serveFixture(database: Database) {
  const now = () => morning + 21 * DAY
  const address = 'http://carnet.test'
  const installation: Installation = { database, address, now, publishEvery: 30_000, random: randomBytes }
  const errors: unknown[] = []
  const app = createApp(installation, { onError: (error) => errors.push(error) })
  const ask = async (path: string, init?: RequestInit) => app.request(path, init)

  return {
    installation,
    errors,
    ask,
    async enrol(structure: string, role: DeviceRole = 'desk') {
      const { link } = await issueLink(installation, { programme: programmeNumber, structure, role }, 'shown')
      const device = await enrolVirtualDevice({ ask, now, random: randomBytes }, link, 'a new tablet')
      await device.pull()
      return device
    },
    /** As it was printed on the pass. */
    async numberOf(code: PrintedCode): Promise<PassNumber> {
      const batch = await findBatch(database, programmeNumber, code.batch)
      if (!batch) throw new Error('no batch')
      const serial = serialOf(batch, code)
      const tag = await tagOf(serial, await secretKey(installation, 'tag'))
      return makePassNumber(serial, tag, await currentNumberKey(installation))
    },
  }
}

function numbersIn(folder: URL, name: RegExp): readonly number[] {
  const numbers = readdirSync(folder).map((file) => Number(name.exec(file)?.[1]))
  return numbers.filter((number) => number > 0).sort((a, b) => a - b)
}
