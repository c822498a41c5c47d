import { Linter } from 'eslint'
import { expect, test } from 'vitest'
import { transactions } from '../../checks/lint/transactions.ts'

const opening = "database.transaction('rw', database.entries, () => {})\n"

test('a file that opens a transaction may hash and append', () => {
  expect(objections(`import { sha256 } from '@noble/hashes/sha2.js'\n${opening}sha256(text)`)).toEqual([])
})

test.each([
  'await crypto.subtle.sign(algorithm, key, bytes)',
  "const answer = await fetch('/push')",
  "await globalThis.fetch('/push')",
  "import { pushEntries } from '#client/sync/push-entries.ts'",
  "import { pushEntries } from '../sync/push-entries.ts'",
])('%s has no place beside a transaction', (line) => {
  expect(objections(`${line}\n${opening}`)).toHaveLength(1)
  expect(objections(line)).toEqual([])
})

function objections(code: string): readonly string[] {
  const linter = new Linter({ cwd: '/carnet' })
  const config: Linter.Config = {
    files: ['**/*.js'],
    plugins: { carnet: { rules: { transactions } } },
    rules: { 'carnet/transactions': 'error' },
  }
  return linter
    .verify(code, config, { filename: '/carnet/src/client/store/journal.js' })
    .map(({ message }) => message)
}
