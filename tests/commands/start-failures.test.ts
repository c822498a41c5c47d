import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openPglite } from '#server/database/pglite.ts'
import { startTestServer } from '#tests/support/server.ts'

const folder = mkdtempSync(join(tmpdir(), 'carnet-commands-'))
const commands = new URL('../../src/server/commands/', import.meta.url).pathname

vi.setConfig({ testTimeout: 180_000 })
beforeAll(() => chmodSync(folder, 0o755))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(command: string, environment: Record<string, string>, parameters: readonly string[] = []) {
  const child = spawn(process.execPath, [join(commands, command), ...parameters], {
    env: { ...process.env, DATABASE_URL: '', ...environment },
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { code, lines: said.trim().split('\n') }
}

/** One sentence and exit code 1. */
function expectOneSentence(result: Awaited<ReturnType<typeof run>>, words: RegExp): void {
  expect(result.lines.at(-1)).toMatch(words)
  expect(result.lines).toHaveLength(1)
  expect(result.code).toBe(1)
}

test('[K22] a port that is taken is said in one sentence', async () => {
  const holder = createServer()
  await new Promise<void>((resolve) => holder.listen(0, () => resolve()))
  const address = holder.address()
  const port = String(typeof address === 'object' ? address?.port : 0)
  const data = join(folder, 'port')
  expectOneSentence(await run('start.ts', { PORT: port, CARNET_DATA: data }), /^Port \d+ is taken/)
  await new Promise((resolve) => holder.close(resolve))
})

test('[K22] a data folder that cannot be written is said in one sentence', async () => {
  const file = join(folder, 'a-file')
  writeFileSync(file, '')
  expectOneSentence(await run('migrate.ts', { CARNET_DATA: file }), /cannot be written/)
  expectOneSentence(
    await run('migrate.ts', { CARNET_DATA: join(folder, 'no', 'where') }),
    /cannot be written/,
  )
})

test('[K22] a second server on the same data folder, and a lock left behind by a dead one', async () => {
  const data = join(folder, 'shared')
  mkdirSync(data)
  writeFileSync(join(data, 'store.pid'), '999999999')
  const first = await openPglite(data)
  if (!first.ok) throw new Error(first.error.type)
  expectOneSentence(await run('migrate.ts', { CARNET_DATA: data }), /^Another Carnet server \(process \d+\)/)
  await first.value.close()
})

test('[K22] a database of a newer version is said in one sentence', async () => {
  const data = join(folder, 'newer')
  expect((await run('migrate.ts', { CARNET_DATA: data })).code).toBe(0)
  const opened = await openPglite(data)
  if (!opened.ok) throw new Error(opened.error.type)
  await opened.value.query("INSERT INTO migrations VALUES (999, 'from-the-future', 0)")
  await opened.value.close()
  expectOneSentence(await run('migrate.ts', { CARNET_DATA: data }), /belongs to a newer version/)
})

test('[K22] a database that does not answer, a wrong port and a wrong address are said in one sentence', async () => {
  const nowhere = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }
  expectOneSentence(await run('migrate.ts', nowhere), /does not answer/)
  expectOneSentence(await run('migrate.ts', { PORT: 'eighty' }), /^PORT is "eighty"/)
  expectOneSentence(await run('migrate.ts', { CARNET_URL: 'carnet' }), /^CARNET_URL is "carnet"/)
})

test('[K23] every fault of a programme file is said with its place', async () => {
  const file = join(folder, 'programme.json')
  writeFileSync(file, JSON.stringify({ programme: { number: 0 } }))
  const { code, lines } = await run('start.ts', { CARNET_DATA: join(folder, 'x') }, ['--programme', file])
  expect(code).toBe(1)
  expect(lines[0]).toMatch(/has (a fault|\d+ faults)/)
  expect(lines.some((line) => line.includes('programme.number'))).toBe(true)
})

test('[K50] the check ends with 0 and a sentence when all is well, and with 1 and each finding when it is not', async () => {
  const data = join(folder, 'verified')
  expect((await run('migrate.ts', { CARNET_DATA: data })).code).toBe(0)
  const opened = await openPglite(data)
  if (!opened.ok) throw new Error(opened.error.type)
  await startTestServer(opened.value)
  await opened.value.close()
  const port = { PORT: '1', CARNET_DATA: data }
  expect(await run('verify.ts', port)).toEqual({
    code: 0,
    lines: ['Dispositif de test: everything follows from the journal.'],
  })
  const again = await openPglite(data)
  if (!again.ok) throw new Error(again.error.type)
  await again.value.query('UPDATE programmes SET contingency_units = 21')
  await again.value.close()
  expect(await run('verify.ts', port)).toEqual({
    code: 1,
    lines: [
      'balance-differs account/contingency: expected 21000, found 20000',
      'Dispositif de test: 1 thing does not follow from the journal.',
    ],
  })
})
