import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Database } from '#server/database/database.ts'
import { loadProgramme } from '#server/directory/load-programme.ts'
import { publish } from '#server/publishing/publish.ts'
import { publishAll } from '#server/publishing/publisher.ts'
import { programmeFile, programmeNumber, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let server: TestServer

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
})
afterAll(() => database.close())

test('[K252] what fails in one programme is told, and the next one has its heads all the same', async () => {
  const { programme, structures, ...file } = programmeFile()
  const second = { ...file, structures: structures.map((each) => ({ ...each, id: `${each.id}-8` })) }
  const batches = file.batches.map((batch) => ({ ...batch, deliveries: [] }))
  await loadProgramme(server.installation, { ...second, batches, programme: { ...programme, number: 8 } })
  await publish(server.installation, 8)
  await database.query('UPDATE head_keys SET private_key = $2 WHERE programme = $1', [
    programmeNumber,
    new Uint8Array([1]),
  ])
  const faults: unknown[] = []
  server.pass(10 * 60_000)
  await publishAll(server.installation, 'publisher', (error) => faults.push(error))
  expect(faults).toHaveLength(1)
  const heads = await database.query(
    'SELECT programme, count(*)::integer AS heads FROM heads GROUP BY programme ORDER BY programme',
  )
  expect(heads).toEqual([
    { programme: 7, heads: 1 },
    { programme: 8, heads: 2 },
  ])
})
