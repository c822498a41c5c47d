import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Database } from '#server/database/database.ts'
import { migrate } from '#server/database/migrate.ts'
import { openPostgres } from '#server/database/postgres.ts'
import { isLocked, readEpoch } from '#server/publishing/epoch.ts'
import { valueOf } from '#tests/support/builders.ts'
import { runCommand } from '#tests/support/run-command.ts'
import { scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import {
  startRecoveryOf,
  startStandbyOf,
  startTemporaryPostgres,
  takeBaseCopy,
  type BaseCopy,
  type TemporaryPostgres,
} from '#tests/support/temporary-postgres.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const archive = mkdtempSync(join(tmpdir(), 'carnet-archive-'))
chmodSync(archive, 0o777)
let primary: TemporaryPostgres
let database: Database
let server: TestServer

beforeAll(async () => {
  primary = await startTemporaryPostgres({
    archive_mode: 'on',
    archive_command: `test ! -e ${archive}/closed && test ! -f ${archive}/%f && cp %p ${archive}/%f`,
    synchronous_commit: 'on',
    wal_keep_size: '64MB',
  })
  database = valueOf(await openPostgres(primary.url))
  await migrate(database, 0)
  server = await startTestServer(database)
})
afterAll(async () => {
  await database?.close()
  await primary?.stop()
  rmSync(archive, { recursive: true, force: true })
})

async function act(pass: number) {
  const venue = await server.enrol('venue')
  venue.redeem(server.codeOf(1, pass), 'first-steps', scanOf(server.codeOf(1, pass)))
  return { venue, answer: await venue.push() }
}

describe('a base copy and the archive of the log since', () => {
  let base: BaseCopy
  let first: Awaited<ReturnType<typeof act>>
  /** By the clock of the database. */
  let beforeMistake: string

  beforeAll(async () => {
    base = await takeBaseCopy(primary)
    first = await act(0)
    const [row] = await database.query<{ now: string }>('SELECT clock_timestamp()::text AS now')
    beforeMistake = row?.now ?? ''
    await act(3)
  })
  afterAll(() => base?.remove())

  test('[K104] once the log that holds them is archived, acts count as backed up, and are there when the archive is recovered', async () => {
    expect(first.answer?.backedUpThrough).toBe(0)
    await archiveLog()
    await first.venue.pull()
    expect(first.venue.backedUpThrough()).toBe(1)
    await act(1)
    expect(await passesRecovered(base, [])).toEqual([0, 3])
  })

  test('[K427] an archive that is recovered to a time before a mistake gives back what was before it, and no more', async () => {
    await archiveLog()
    const toTime = [`recovery_target_time = '${beforeMistake}'`, "recovery_target_action = 'promote'"]
    expect(await passesRecovered(base, toTime)).toEqual([0])
  })
})

async function archiveLog(): Promise<void> {
  const archived = await runCommand('backup.ts', { DATABASE_URL: primary.url }, ['--archived'])
  expect(archived.lines).toEqual([expect.stringMatching(/^Archived through [0-9A-F]{24}\.$/)])
}

test('[K104] an archive that is off or does not come is said in one sentence, and nothing counts as backed up', async () => {
  const plain = await startTemporaryPostgres()
  const other = valueOf(await openPostgres(plain.url))
  await migrate(other, 0)
  await other.close()
  const off = await runCommand('backup.ts', { DATABASE_URL: plain.url }, ['--archived'])
  expect(off.lines).toEqual([expect.stringContaining('archive_mode is off')])
  await plain.stop()

  writeFileSync(join(archive, 'closed'), '')
  const { venue } = await act(2)
  const environment = { DATABASE_URL: primary.url, CARNET_ARCHIVE_SECONDS: '1' }
  const late = await runCommand('backup.ts', environment, ['--archived'])
  expect(late.lines).toEqual([expect.stringMatching(/has not archived [0-9A-F]{24} within 1 seconds/)])
  expect(late.code).toBe(1)
  await venue.pull()
  expect(venue.backedUpThrough()).toBe(0)
})

test('[K102] a dump that cannot be written moves nothing; one that is whole lies under its name', async () => {
  const { venue } = await act(3)
  const folder = join(archive, 'dumps')
  mkdirSync(folder)
  const missing = new URL(primary.url)
  missing.pathname = '/no-such-database'
  const failed = await runCommand('backup.ts', { DATABASE_URL: missing.href }, ['--to', folder])
  expect(failed.code).toBe(1)
  expect(readdirSync(folder)).toEqual([])
  await venue.pull()
  expect(venue.backedUpThrough()).toBe(0)
  const kept = await runCommand('backup.ts', { DATABASE_URL: primary.url }, ['--to', folder])
  expect(kept.lines).toEqual([expect.stringMatching(/^Backed up and checked: .*\.dump \(\d+ bytes\)\.$/)])
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^carnet-.*Z\.dump$/)])
  await venue.pull()
  expect(venue.backedUpThrough()).toBe(1)
})

test('[K103] a dump is not restored over a database that holds something', async () => {
  const folder = join(archive, 'dumps')
  const [dump = ''] = readdirSync(folder)
  const over = await runCommand('restore.ts', { DATABASE_URL: primary.url }, [join(folder, dump)])
  expect(over.lines).toEqual([expect.stringContaining('is not empty and is left as it is')])
  expect(await isLocked(database)).toBe(false)
})

test('[K105] with a synchronous standby each answer backs up the whole chain, and without one nothing', async () => {
  expect((await act(0)).answer?.backedUpThrough).toBe(0)
  const standby = await startStandbyOf(primary)
  try {
    expect((await act(1)).answer?.backedUpThrough).toBe(0)
    await database.query("ALTER SYSTEM SET synchronous_standby_names = '*'")
    await database.query('SELECT pg_reload_conf()')
    await vi.waitUntil(
      async () => {
        const rows = await database.query("SELECT pid FROM pg_stat_replication WHERE sync_state = 'sync'")
        return rows.length > 0
      },
      { timeout: 60_000, interval: 100 },
    )
    expect((await act(2)).answer?.backedUpThrough).toBe(1)
  } finally {
    await database.query('ALTER SYSTEM RESET synchronous_standby_names')
    await database.query('SELECT pg_reload_conf()')
    await standby.stop()
  }
})

/** Recovers as docs/operations.md says, with these lines more in `postgresql.conf`: another epoch begins, and payments are locked. */
async function passesRecovered(base: BaseCopy, lines: readonly string[]): Promise<readonly number[]> {
  const copy = await startRecoveryOf(base, [`restore_command = 'cp ${archive}/%f %p'`, ...lines])
  try {
    await untilWritable(copy.url)
    const recovered = valueOf(await openPostgres(copy.url))
    const restored = await runCommand('restore.ts', { DATABASE_URL: copy.url }, ['--recovered'])
    expect(restored.lines[0]).toMatch(/^Restored\./)
    const epoch = await readEpoch({ ...server.installation, database: recovered })
    expect(epoch).not.toBe(await readEpoch(server.installation))
    expect(await isLocked(recovered)).toBe(true)
    const acts = await recovered.query<{ pass: number }>('SELECT pass FROM entries ORDER BY pass')
    await recovered.close()
    return acts.map(({ pass }) => pass)
  } finally {
    await copy.stop()
  }
}

async function untilWritable(url: string): Promise<void> {
  await vi.waitUntil(
    async () => {
      const opened = await openPostgres(url)
      if (!opened.ok) return false
      const [row] = await opened.value.query<{ recovering: boolean }>(
        'SELECT pg_is_in_recovery() AS recovering',
      )
      await opened.value.close()
      return row?.recovering === false
    },
    { timeout: 60_000, interval: 200 },
  )
}
