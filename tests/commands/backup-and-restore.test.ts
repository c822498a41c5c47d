import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test, vi } from 'vitest'
import { makeFastFolder } from '#tests/support/fast-folder.ts'
import { expectOneSentence, runCommand } from '#tests/support/run-command.ts'

const folder = makeFastFolder('backup')

// Each test starts several processes, all at once.
vi.setConfig({ testTimeout: 180_000 })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function here(name: string) {
  return { CARNET_DATA: join(folder, name) }
}

const unreachable = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }

test('[K102] a backup that has no place, or that the store cannot give, is said in one sentence and leaves no file', async () => {
  writeFileSync(join(folder, 'a-file'), '')
  const backups = join(folder, 'backups')
  const [unsaid, both, inFile, archived, silent] = await Promise.all([
    runCommand('backup.ts', here('data')),
    runCommand('backup.ts', here('data'), ['--to', folder, '--archived']),
    runCommand('backup.ts', here('data'), ['--to', join(folder, 'a-file', 'backups')]),
    runCommand('backup.ts', here('data'), ['--archived']),
    runCommand('backup.ts', unreachable, ['--to', backups]),
  ])
  expectOneSentence(unsaid, /^Say where: /)
  expectOneSentence(both, /^Say where: /)
  expectOneSentence(inFile, /cannot be made \(ENOTDIR\)/)
  expectOneSentence(archived, /has no archive/)
  expectOneSentence(silent, /does not answer/)
  expect(readdirSync(backups)).toEqual([])
})

test('[K103] a store that holds something is left as it is', async () => {
  mkdirSync(join(folder, 'full'))
  writeFileSync(join(folder, 'full', 'kept'), 'kept')
  const packed = join(folder, 'a.embedded')
  writeFileSync(packed, gzipSync('no archive'))
  const [full, broken] = await Promise.all([
    runCommand('restore.ts', here('full'), [packed]),
    runCommand('restore.ts', here('new'), [packed]),
  ])
  expectOneSentence(full, /is not empty and is left as it is/)
  expect(readdirSync(join(folder, 'full'))).toEqual(['kept'])
  expectOneSentence(broken, /cannot be opened as a store/)
  expect(readdirSync(join(folder, 'new'))).toEqual([])
})

test('[K103] a file that is no backup of this kind of store is said in one sentence', async () => {
  const dump = join(folder, 'a.dump')
  writeFileSync(dump, 'PGDMP and more')
  const text = join(folder, 'a.txt')
  writeFileSync(text, 'hello')
  const [unsaid, absent, foreign, dumped, silent] = await Promise.all([
    runCommand('restore.ts', here('none')),
    runCommand('restore.ts', here('none'), [join(folder, 'absent')]),
    runCommand('restore.ts', here('none'), [text]),
    runCommand('restore.ts', here('none'), [dump]),
    runCommand('restore.ts', unreachable, [dump]),
  ])
  expectOneSentence(unsaid, /^Say what: /)
  expectOneSentence(absent, /cannot be read \(ENOENT\)/)
  expectOneSentence(foreign, /is not a backup of Carnet/)
  expectOneSentence(dumped, /is a dump of PostgreSQL/)
  expectOneSentence(silent, /does not answer/)
  expect(existsSync(join(folder, 'none'))).toBe(false)
})
