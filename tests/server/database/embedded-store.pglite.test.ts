import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Database } from '#server/database/database.ts'
import { openPglite, proveFlushed } from '#server/database/pglite.ts'
import { createWalFlush } from '#server/database/wal-flush.ts'
import { recordedDisk, type Flush, type RecordedDisk } from '#tests/support/recorded-disk.ts'
import { compareWithAnswers, startWriter } from '#tests/support/writer-process.ts'

// A first start makes a thousand files; each test opens them, some in another process and twice.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

const folder = mkdtempSync(join(tmpdir(), 'carnet-embedded-'))
const template = join(folder, 'template')

/** The flushes of a first start. */
let first: readonly Flush[]

beforeAll(async () => {
  const recorded = recordedDisk()
  const database = await open(template, recorded)
  first = [...recorded.flushes]
  await database.script(
    'CREATE TABLE acts (id bigint PRIMARY KEY, words text); CREATE TABLE twins (id bigint PRIMARY KEY)',
  )
  await database.close()
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A folder of its own, as a clean stop leaves it, and a disk that tells. */
function begin(): { readonly data: string; readonly disk: RecordedDisk } {
  const data = mkdtempSync(join(folder, 'data-'))
  cpSync(template, data, { recursive: true })
  return { data, disk: recordedDisk() }
}

async function open(place: string, on: RecordedDisk): Promise<Database> {
  const opened = await openPglite(place, on)
  if (!opened.ok) throw new Error(opened.error.type)
  return opened.value
}

function write(database: Database, id: number): Promise<unknown> {
  return database.transaction((queries) => queries.query('INSERT INTO acts VALUES ($1, $2)', [id, 'words']))
}

const log = /pg_wal\/[0-9A-F]{24}$/

test('[K110] a commit is answered after the flush of the log that it wrote; a read flushes nothing', async () => {
  const { data, disk } = begin()
  const database = await open(data, disk)
  for (let id = 1; id <= 5; id++) {
    disk.flushes.length = 0
    await write(database, id)
    expect(disk.flushes.filter(({ path }) => log.test(path))).toHaveLength(1)
  }
  disk.hold()
  let answered = false
  const commit = write(database, 6).then(() => (answered = true))
  const reader = database.query<{ count: number }>('SELECT count(*) AS count FROM acts')
  disk.flushes.length = 0
  await database.status()
  expect(answered).toBe(false)
  disk.release()
  await commit
  expect(await reader).toEqual([{ count: 6 }])
  disk.flushes.length = 0
  await database.transaction((queries) => queries.query('SELECT * FROM acts'), { snapshot: true })
  await database.query('SELECT * FROM acts')
  expect(disk.flushes).toEqual([])
  await database.close()
})

test('[K110] sixteen commits at once share flushes', async () => {
  const { data, disk } = begin()
  const database = await open(data, disk)
  disk.flushes.length = 0
  await Promise.all(Array.from({ length: 160 }, (_, id) => write(database, id)))
  expect(disk.flushes.length).toBeGreaterThan(0)
  expect(disk.flushes.length).toBeLessThan(160)
  await database.close()
})

test('[K111] a flush of the log that fails refuses the answer and everything after it', async () => {
  const { data, disk } = begin()
  const database = await open(data, disk)
  await write(database, 1)
  disk.refuse(log)
  await expect(write(database, 2)).rejects.toThrow('disk refused a flush')
  disk.refuse(/never/)
  await expect(write(database, 3)).rejects.toThrow('disk refused a flush')
  await expect(database.query('SELECT 1')).rejects.toThrow('disk refused a flush')
  expect(await database.status()).toMatchObject({
    failure: expect.stringContaining('did not reach the disk'),
  })
  disk.flushes.length = 0
  await database.close()
  expect(disk.flushes).toEqual([])
  const again = await open(data, recordedDisk())
  expect(await again.query('SELECT id FROM acts WHERE id = 1')).toEqual([{ id: 1 }])
  await again.close()
})

test.each([/base\/\d+\/\d+$/, /pg_control$/])(
  '[K111] so does %s, which cannot be flushed at a checkpoint',
  async (file) => {
    const { data, disk } = begin()
    const database = await open(data, disk)
    await write(database, 1)
    disk.refuse(file)
    await expect(database.script('CHECKPOINT')).rejects.toThrow('disk refused a flush')
    disk.refuse(/never/)
    await expect(write(database, 2)).rejects.toThrow('disk refused a flush')
    await database.close()
    const again = await open(data, recordedDisk())
    expect(await again.query('SELECT id FROM acts')).toEqual([{ id: 1 }])
    await again.close()
  },
)

test('[K112] the log is on the disk before the pages of which it tells, and those before the control file', async () => {
  const { data, disk } = begin()
  const database = await open(data, disk)
  disk.hold()
  const commit = write(database, 1)
  disk.flushes.length = 0
  const checkpoint = database.script('CHECKPOINT')
  await expect.poll(() => disk.flushes.some(({ path }) => path.endsWith('pg_control'))).toBe(true)
  const order = disk.flushes.map(({ path, how }) => (log.test(path) ? `log ${how}` : path))
  const table = order.findIndex((path) => /base\/\d+\/\d+$/.test(path))
  expect(order[0]).toBe('log flushContents')
  expect(table).toBeGreaterThan(0)
  expect(order.findIndex((path) => path.endsWith('pg_control'))).toBeGreaterThan(table)
  disk.release()
  await Promise.all([commit, checkpoint])
  await database.close()
})

test('[K113] the store cuts its log by itself, by a checkpoint every 64 MB', async () => {
  const { data, disk } = begin()
  const database = await open(data, disk)
  const before = await checkpointOf(database)
  const words = 'x'.repeat(1000)
  for (let part = 0; part < 6; part++) {
    await database.query(
      'INSERT INTO acts SELECT g, $2 || g FROM generate_series($1::int, $1::int + 12000) g',
      [part * 20_000, words],
    )
  }
  expect(await checkpointOf(database)).not.toBe(before)
  await database.close()
})

async function checkpointOf(database: Database): Promise<unknown> {
  const [row] = await database.query('SELECT redo_lsn::text AS place FROM pg_control_checkpoint()')
  return row?.place
}

test('[K114] one process at a time: a second is refused while the first lives, whatever files say', async () => {
  const { data, disk } = begin()
  const writer = await startWriter('flushed', data, 1)
  for (const words of ['999999999', String(process.pid), '']) {
    writeFileSync(join(data, 'store.pid'), words)
    expect(await openPglite(data, disk)).toMatchObject({ ok: false, error: { type: 'folder-in-use' } })
  }
  await expect(startWriter('flushed', data, 1)).rejects.toThrow('folder-in-use')
  await writer.kill()
  const database = await open(data, disk)
  expect(await openPglite(data, disk)).toMatchObject({ ok: false, error: { holder: process.pid } })
  await database.close()
  await (await open(data, disk)).close()
})

test('[K115] what was answered survives kill -9, round after round, whole', async () => {
  const { data } = begin()
  const acknowledged: number[] = []
  for (const count of [1, 37, 400]) {
    const writer = await startWriter('flushed', data, count === 37 ? 16 : 1)
    await writer.acknowledges(count)
    await writer.kill()
    acknowledged.push(...writer.acknowledged)
    const database = await open(data, recordedDisk())
    const { lost, torn, rows } = await compareWithAnswers(database, acknowledged)
    expect({ lost, torn }).toEqual({ lost: 0, torn: 0 })
    expect(rows).toBeGreaterThanOrEqual(acknowledged.length)
    await database.close()
  }
})

test('[K116] a first start that was cut is begun again, and its name comes after its contents', async () => {
  const { data, disk } = begin()
  const last = first.findIndex(({ path }) => path === template)
  const contents = first.slice(0, last).map(({ path }) => path)
  expect(contents).toContain(join(template, 'database.new', 'global', 'pg_control'))
  expect(contents).toContain(join(template, 'database.new'))
  expect(contents.length).toBeGreaterThan(900)
  rmSync(join(data, 'database'), { recursive: true })
  mkdirSync(join(data, 'database.new', 'base'), { recursive: true })
  writeFileSync(join(data, 'database.new', 'PG_VERSION'), '')
  const database = await open(data, disk)
  expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect(readdirSync(data)).not.toContain('database.new')
  await database.close()
})

test('[K116] a start flushes every file that it finds, and an empty postmaster.pid does not stop it', async () => {
  const { data, disk } = begin()
  writeFileSync(join(data, 'database', 'postmaster.pid'), '')
  const database = await open(data, disk)
  const tree = disk.flushes.filter(({ how }) => how === 'flushMeanwhile').map(({ path }) => path)
  for (const path of ['', 'pg_wal', 'global/pg_control', 'base']) {
    expect(tree).toContain(join(data, 'database', path))
  }
  expect(tree.length).toBeGreaterThan(900)
  await database.close()
})

test('[K118] a PGlite that passes its files by our flush is not opened', async () => {
  const stock = await PGlite.create()
  await expect(proveFlushed(stock, createWalFlush(recordedDisk()), () => 0)).rejects.toThrow(
    'flushes nothing',
  )
  await stock.close()
})
