import { existsSync, mkdtempSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test, vi } from 'vitest'
import { runCommand, type Ran } from '#tests/support/run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'carnet-backup-'))

vi.setConfig({ testTimeout: 120_000 })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** One sentence and exit code 1. */
function expectOneSentence({ code, lines }: Ran, words: RegExp): void {
  expect(lines.at(-1)).toMatch(words)
  expect(lines).toHaveLength(1)
  expect(code).toBe(1)
}

function here(name: string) {
  return { CARNET_DATA: join(folder, name) }
}

test('[K102] a backup that has no place, or that the store cannot give, is said in one sentence and leaves no file', async () => {
  writeFileSync(join(folder, 'a-file'), '')
  expectOneSentence(await runCommand('backup.ts', here('data')), /^Say where: /)
  const both = ['--to', folder, '--archived']
  expectOneSentence(await runCommand('backup.ts', here('data'), both), /^Say where: /)
  const inFile = ['--to', join(folder, 'a-file', 'backups')]
  expectOneSentence(await runCommand('backup.ts', here('data'), inFile), /cannot be made \(ENOTDIR\)/)
  expectOneSentence(await runCommand('backup.ts', here('data'), ['--archived']), /has no archive/)
  const nowhere = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }
  const backups = join(folder, 'backups')
  expectOneSentence(await runCommand('backup.ts', nowhere, ['--to', backups]), /does not answer/)
  expect(readdirSync(backups)).toEqual([])
})

test('[K103] a store that holds something is left as it is', async () => {
  mkdirSync(join(folder, 'full'))
  writeFileSync(join(folder, 'full', 'kept'), 'kept')
  const packed = join(folder, 'a.embedded')
  writeFileSync(packed, gzipSync('no archive'))
  expectOneSentence(
    await runCommand('restore.ts', here('full'), [packed]),
    /is not empty and is left as it is/,
  )
  expect(readdirSync(join(folder, 'full'))).toEqual(['kept'])
  const broken = await runCommand('restore.ts', here('new'), [packed])
  expectOneSentence(broken, /cannot be opened as a store/)
  expect(readdirSync(join(folder, 'new'))).toEqual([])
})

test('[K103] a file that is no backup of this kind of store is said in one sentence', async () => {
  const dump = join(folder, 'a.dump')
  writeFileSync(dump, 'PGDMP and more')
  const text = join(folder, 'a.txt')
  writeFileSync(text, 'hello')
  const absent = join(folder, 'absent')
  expectOneSentence(await runCommand('restore.ts', here('none')), /^Say what: /)
  expectOneSentence(await runCommand('restore.ts', here('none'), [absent]), /cannot be read \(ENOENT\)/)
  expectOneSentence(await runCommand('restore.ts', here('none'), [text]), /is not a backup of Carnet/)
  expectOneSentence(await runCommand('restore.ts', here('none'), [dump]), /is a dump of PostgreSQL/)
  const database = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }
  expectOneSentence(await runCommand('restore.ts', database, [dump]), /does not answer/)
  expect(existsSync(join(folder, 'none'))).toBe(false)
})
