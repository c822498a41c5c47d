import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { SECOND } from '#domain/instant.ts'
import { headInterval } from '#domain/programme.ts'
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

describe('[K363] two processes that publish', () => {
  test('while the lease of one runs, the other publishes nothing, and it does once it has ended', async () => {
    const started = server.now()
    server.pass(headInterval.most)
    await publishAs('A')
    expect(await signed()).toEqual({ heads: 2, at: started + headInterval.most })
    const lease = 2 * server.installation.publishEvery + 10 * SECOND

    await changeSomething(0)
    for (const time of [0, server.installation.publishEvery, lease - server.installation.publishEvery]) {
      server.pass(time)
      await publishAs('B')
      expect((await signed()).heads).toBe(2)
    }
    server.pass(1)
    await publishAs('B')
    expect((await signed()).heads).toBe(3)

    await changeSomething(1)
    await publishAs('A')
    expect((await signed()).heads).toBe(3)
    await publishAs('B')
    expect((await signed()).heads).toBe(4)
  })

  test('who holds the lease renews it with every run', async () => {
    await publishAs('A')
    for (let run = 0; run < 10; run++) {
      server.pass(server.installation.publishEvery)
      await publishAs('A')
      await changeSomething(run % 4)
      const { heads } = await signed()
      await publishAs('B')
      expect((await signed()).heads).toBe(heads)
    }
  })
})

async function publishAs(holder: string): Promise<void> {
  await publishAll(server.installation, holder, (error) => {
    throw error
  })
}

/** A change of a pass: the next head that is signed has it. */
async function changeSomething(pass: number): Promise<void> {
  const change = `pass/1/${pass}/${server.now()}`
  await database.query('INSERT INTO pass_changes (programme, change, batch, pass) VALUES ($1, $2, 1, $3)', [
    programmeNumber,
    change,
    pass,
  ])
}

/** How many heads there are, and when the newest of them was signed. */
async function signed(): Promise<{ readonly heads: number; readonly at: number }> {
  const [row] = await database.query<{ heads: number; at: number }>(
    'SELECT count(*)::integer AS heads, max(issued_at) AS at FROM heads WHERE programme = $1',
    [programmeNumber],
  )
  if (!row) throw new Error('no head')
  return row
}
