import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { protocolVersion } from '#protocol/version.ts'
import { operatorToken } from '#server/access/operator-token.ts'
import { createApp } from '#server/app.ts'
import { migrationState } from '#server/database/migrate.ts'
import { programmeNumber, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
const folder = mkdtempSync(join(tmpdir(), 'carnet-app-'))
let server: TestServer

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await database.close()
})

test('[K24] health says version, protocol, store, durability and migrations', async () => {
  expect(await (await server.ask('/health')).json()).toEqual({
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    protocol: protocolVersion,
    store: database.kind,
    durability: (await database.status()).durability,
    lock: expect.any(String),
    notPromised: expect.arrayContaining([expect.any(String)]),
    failure: null,
    migrations: await migrationState(server.database),
    epoch: expect.stringMatching(/^[0-9a-f-]{36}$/),
  })
  const installation = await (await server.ask('/api/installation')).json()
  expect(installation).toMatchObject({ programmes: [{ programme: programmeNumber, demonstration: false }] })
})

test('[K117] a store that stopped is said with 503, without a question to it', async () => {
  const status = { ...(await database.status()), failure: 'a write did not reach the disk' }
  const stopped = {
    ...database,
    query: () => Promise.reject(new Error('stopped')),
    status: async () => status,
  }
  const app = createApp({ ...server.installation, database: stopped }, { onError: () => {} })
  const answer = await app.request('/health')
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ failure: status.failure, durability: status.durability })
})

test('[K25] a body that is no message of ours is malformed, and one that is too large is not read', async () => {
  for (const path of ['/api/enrolments', '/api/balance']) {
    const answer = await server.ask(path, { method: 'POST', body: 'nothing of ours' })
    expect(answer.status).toBe(400)
  }
  const large = await server.ask('/api/enrolments', { method: 'POST', body: new Uint8Array(2_000_000) })
  expect(large.status).toBe(413)
  expect(server.errors).toEqual([])
})

describe('the built app', () => {
  const assets = join(folder, 'assets')
  mkdirSync(assets)
  writeFileSync(join(folder, 'index.html'), '<title>Carnet</title>')
  writeFileSync(join(assets, 'entry-1a2b.js'), 'export {}')

  function app() {
    return createApp(server.installation, {
      appFolder: folder,
      onError: (error) => server.errors.push(error),
    })
  }

  test('[K26] every page is the shell, under a policy without inline code; what does not exist is 404', async () => {
    for (const path of ['/', '/redeem', '/p', '/manage/batches']) {
      const page = await app().request(path)
      expect(await page.text()).toContain('<title>Carnet</title>')
      const policy = page.headers.get('Content-Security-Policy') ?? ''
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'")
      expect(policy).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')/)
      expect(page.headers.get('Cache-Control')).toBe('no-cache')
    }
    for (const path of ['/api/nothing', '/assets/nothing.js', '/nothing.png', '/.vite/manifest.json']) {
      expect((await app().request(path)).status).toBe(404)
    }
    const asset = await app().request('/assets/entry-1a2b.js')
    expect(asset.headers.get('Cache-Control')).toContain('immutable')
  })
})

test('[K27] a manager link is made for whoever holds the token of the data folder, and for nobody else', async () => {
  const token = operatorToken(folder)
  expect(operatorToken(folder)).toBe(token)
  const app = createApp(server.installation, { operator: { token, dataFolder: folder }, onError: () => {} })
  const ask = (authorization: string, what = 'manager-links') =>
    app.request(`/api/operator/${what}`, { method: 'POST', headers: { Authorization: authorization } })
  for (const what of ['manager-links', 'copies', 'backed-up']) {
    expect((await ask('Operator guessed', what)).status).toBe(403)
  }
  expect(await (await ask(`Operator ${token}`)).json()).toEqual([
    { programme: 'Dispositif de test', link: expect.stringContaining('http://carnet.test/enrol#') },
  ])
  expect((await server.ask('/api/operator/manager-links', { method: 'POST' })).status).toBe(404)
})

test('[K50] the check is run for whoever holds the token of the data folder, and for nobody else', async () => {
  const token = operatorToken(folder)
  const app = createApp(server.installation, {
    operator: { token, dataFolder: folder },
    onError: () => {},
  })
  const ask = (authorization: string) =>
    app.request('/api/operator/verify', { method: 'POST', headers: { Authorization: authorization } })
  expect((await ask('Operator guessed')).status).toBe(403)
  const name = 'Dispositif de test'
  expect(await (await ask(`Operator ${token}`)).json()).toEqual([{ programme: name, findings: [] }])
  await server.database.query("UPDATE transfers SET cents = cents + 1000 WHERE cause LIKE 'batch/1'")
  expect(await (await ask(`Operator ${token}`)).json()).toEqual([
    {
      programme: name,
      findings: [
        {
          type: 'balance-differs',
          where: 'account/outstanding/order-1',
          expected: '500000',
          found: '501000',
        },
        { type: 'balance-differs', where: 'account/pool/order-1', expected: '0', found: '-1000' },
        { type: 'balance-below-zero', where: 'account/pool/order-1', expected: '0', found: '-1000' },
      ],
    },
  ])
})
