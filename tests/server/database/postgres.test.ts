import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#server/database/database.ts'
import { openTestDatabase } from '#tests/support/store.ts'

/** PGlite has no connection to lose. */
describe.skipIf(process.env.CARNET_TEST_STORE !== 'postgres')(
  '[K39] a connection that PostgreSQL ends',
  () => {
    let database: Database
    let other: Database

    beforeAll(async () => {
      database = await openTestDatabase()
      other = await openTestDatabase()
    })
    afterAll(async () => {
      await database.close()
      await other.close()
    })

    async function sessionOf(queries: Pick<Database, 'query'>): Promise<number> {
      const [row] = await queries.query<{ session: number }>('SELECT pg_backend_pid() AS session')
      return row?.session ?? 0
    }

    async function end(session: number): Promise<void> {
      await other.query('SELECT pg_terminate_backend($1)', [session])
      await new Promise((resolve) => setTimeout(resolve, 100))
    }

    test('while it is idle is replaced by the next question', async () => {
      const session = await sessionOf(database)
      await end(session)
      expect(await sessionOf(database)).not.toBe(session)
    })

    test('in the middle of a transaction fails that transaction and no other', async () => {
      const broken = database.transaction(async (queries) => {
        await end(await sessionOf(queries))
        return queries.query('SELECT 1')
      })
      await expect(broken).rejects.toThrow()
      expect(await sessionOf(database)).toBeGreaterThan(0)
    })
  },
)
