import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#server/database/database.ts'
import { openPostgres } from '#server/database/postgres.ts'
import { createTestDatabaseUrl } from '#tests/support/store.ts'

let url: URL

beforeAll(async () => {
  url = new URL(await createTestDatabaseUrl())
})

/** A server's own connections, with settings of their own as an operator's `ALTER ROLE … SET` makes them. */
async function open(settings: string): Promise<Database> {
  const address = new URL(url)
  address.searchParams.set('options', settings)
  const opened = await openPostgres(address.href)
  if (!opened.ok) throw new Error(opened.error.type)
  return opened.value
}

test('[K117] PostgreSQL says its settings as they are now, and that no standby is waited for', async () => {
  const [lax, strict] = [await open('-c synchronous_commit=off'), await open('-c synchronous_commit=on')]
  afterAll(() => Promise.all([lax.close(), strict.close()]))
  const [fsync] = await lax.query<{ fsync: string }>('SHOW fsync')
  expect(await lax.status()).toMatchObject({
    durability: `PostgreSQL: synchronous_commit off, fsync ${fsync?.fsync}, synchronous standby none`,
    notPromised: expect.arrayContaining([expect.stringContaining('synchronous_commit is off')]),
    failure: null,
  })
  const status = await strict.status()
  expect(status.durability).toContain('synchronous_commit on')
  expect(status.notPromised.join()).not.toContain('synchronous_commit')
})
