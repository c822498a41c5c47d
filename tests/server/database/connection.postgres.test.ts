import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#server/database/database.ts'
import { openOwnDatabase } from '#tests/support/store.ts'

let database: Database
let other: Database

beforeAll(async () => {
  database = await openOwnDatabase()
  other = await openOwnDatabase()
})
afterAll(async () => {
  await database.close()
  await other.close()
})

async function sessionOf(queries: Pick<Database, 'query'>): Promise<number> {
  const [row] = await queries.query<{ session: number }>('SELECT pg_backend_pid() AS session')
  return row?.session ?? 0
}

/** Resolves when PostgreSQL has ended the session. */
async function end(session: number): Promise<void> {
  await other.query('SELECT pg_terminate_backend($1, 10000)', [session])
}

test('[K39] a connection that PostgreSQL ends while it is idle is replaced', async () => {
  const session = await sessionOf(database)
  await end(session)
  await expect.poll(() => sessionOf(database).catch(() => session)).not.toBe(session)
})

test('[K39] a connection that PostgreSQL ends in a transaction fails that one and no other', async () => {
  const broken = database.transaction(async (queries) => {
    await end(await sessionOf(queries))
    return queries.query('SELECT 1')
  })
  await expect(broken).rejects.toThrow()
  await expect.poll(() => sessionOf(database).catch(() => 0)).toBeGreaterThan(0)
})
