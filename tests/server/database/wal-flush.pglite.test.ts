import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createWalFlush, type WalFlush } from '#server/database/wal-flush.ts'
import { recordedDisk, type RecordedDisk } from '#tests/support/recorded-disk.ts'

const folder = mkdtempSync(join(tmpdir(), 'carnet-wal-'))
const [first = '', second = ''] = ['1', '2'].map((name) => join(folder, name))
let disk: RecordedDisk
let wal: WalFlush

beforeEach(() => {
  for (const path of [first, second]) writeFileSync(path, 'log')
  disk = recordedDisk()
  wal = createWalFlush(disk)
})
afterAll(() => rmSync(folder, { recursive: true }))

test('[K110] nobody is answered before the flush has ended, and one flush serves all who came before it', async () => {
  disk.hold()
  const answered: string[] = []
  async function write(name: string): Promise<void> {
    wal.ask(first)
    await wal.settled()
    answered.push(name)
  }
  const early = write('early')
  const late = ['a', 'b', 'c'].map(write)
  await new Promise(setImmediate)
  expect(answered).toEqual([])
  disk.release()
  await early
  expect(disk.flushes).toHaveLength(1)
  await Promise.all(late)
  expect(answered.toSorted()).toEqual(['a', 'b', 'c', 'early'])
  expect(disk.flushes.map(({ path }) => path)).toEqual([first, first])
  await wal.settled()
  expect(disk.flushes).toHaveLength(2)
})

test('[K110] every segment that has news is flushed', async () => {
  wal.ask(first)
  wal.ask(second)
  await wal.settled()
  expect(disk.flushes.map(({ path }) => path).toSorted()).toEqual([first, second])
  expect(wal.segments()).toBe(2)
})

test('[K111] a flush that fails refuses those who wait and all who come after, though the disk works again', async () => {
  disk.refuse(/1$/)
  wal.ask(first)
  const waiting = Promise.allSettled([wal.settled(), wal.settled()])
  expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  disk.refuse(/never/)
  wal.ask(second)
  await expect(wal.settled()).rejects.toThrow('disk refused a flush')
  expect(() => wal.flushNow()).toThrow('disk refused a flush')
  expect(wal.failed()).toBe(true)
  expect(disk.flushes).toEqual([])
})

test('[K111] a flush in a hurry that succeeds does not answer for one under way that fails', async () => {
  let fail = (_: Error): void => {}
  const dying = createWalFlush({
    ...disk,
    flushContentsMeanwhile: () => new Promise((_, reject) => (fail = reject)),
  })
  dying.ask(first)
  const answer = dying.settled()
  dying.flushNow()
  const hurried = dying.settled()
  fail(new Error('EIO'))
  await expect(answer).rejects.toThrow('disk refused a flush')
  await expect(hurried).rejects.toThrow('disk refused a flush')
})
