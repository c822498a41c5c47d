import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Database } from '#server/database/database.ts'
import { migrate } from '#server/database/migrate.ts'
import { openPostgres } from '#server/database/postgres.ts'
import { isLocked } from '#server/publishing/epoch.ts'
import { valueOf } from '#tests/support/builders.ts'
import { runCommand } from '#tests/support/run-command.ts'
import { scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import {
  startCopyOf,
  startTemporaryPostgres,
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

test('[K104] once the log that holds them is archived, acts count as backed up, and are there when the archive is recovered', async () => {
  const base = await startCopyOf(primary, {
    settings: { restore_command: `cp ${archive}/%f %p`, recovery_target_timeline: 'latest' },
    // Recovers everything that is archived by then; started once more acts are.
    prepare: async (data) => {
      const { venue, answer } = await act(0)
      expect(answer?.backedUpThrough).toBe(0)
      const archived = await runCommand('backup.ts', { DATABASE_URL: primary.url }, ['--archived'])
      expect(archived.lines).toEqual([expect.stringMatching(/^Archived through [0-9A-F]{24}\.$/)])
      await venue.pull()
      expect(venue.backedUpThrough()).toBe(1)
      await act(1)
      await writeFile(join(data, 'recovery.signal'), '')
    },
  })
  try {
    await untilWritable(base.url)
    const restored = await runCommand('restore.ts', { DATABASE_URL: base.url }, ['--recovered'])
    expect(restored.lines[0]).toMatch(/^Restored\./)
    const recovered = valueOf(await openPostgres(base.url))
    const acts = await recovered.query<{ pass: number }>('SELECT pass FROM entries ORDER BY pass')
    expect(acts).toEqual([{ pass: 0 }])
    expect(await isLocked(recovered)).toBe(true)
    await recovered.close()
  } finally {
    await base.stop()
  }
})

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
  const standby = await startCopyOf(primary, {})
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
