import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { utf8 } from '#protocol/bytes.ts'
import { codesAnswer, managedBatches, type CodesAnswer } from '#protocol/manage/batches.ts'
import { managedOverview } from '#protocol/manage/overview.ts'
import { parsePassCode, verifyPassCode } from '#protocol/pass-code.ts'
import { importPublicKey } from '#protocol/keys.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { startManaged } from '#tests/support/managed-server.ts'
import { programmeNumber, type TestServer } from '#tests/support/server.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let server: TestServer
let manager: VirtualDevice

beforeEach(async () => {
  ;({ server, manager } = await startManaged(database))
})
afterAll(() => database.close())

const asked = {
  order: '2026-12',
  format: 'booklet',
  units: 10,
  passes: 100,
  firstDay: '2026-12-01',
  endDay: '2027-12-31',
}

async function post(path: string, body: object): Promise<Record<string, unknown>> {
  server.pass(1000)
  const response = await manager.ask('POST', `/api/manage/${path}`, utf8(JSON.stringify(body)))
  return { status: response.status, ...((await response.json()) as object) }
}

async function codes(path: string): Promise<CodesAnswer> {
  server.pass(1000)
  const response = await manager.ask('GET', `/api/manage/${path}`)
  return v.parse(codesAnswer, await response.json())
}

async function batch(number: number) {
  const response = await manager.ask('GET', '/api/manage/batches')
  return v.parse(managedBatches, await response.json()).batches.find((each) => each.batch === number)
}

async function audit() {
  return database.query<{ device: string; act: string; subject: string; after_text: string; why: string }>(
    'SELECT * FROM audit_trail WHERE programme = $1 ORDER BY at, id',
    [programmeNumber],
  )
}

describe('making a batch', () => {
  test('[G90] the same act asked twice makes one batch', async () => {
    const act = crypto.randomUUID()
    const first = await post('batches', { ...asked, act })
    expect(first).toMatchObject({ type: 'made', batch: 4 })
    expect(await post('batches', { ...asked, act })).toEqual(first)
    expect(await audit()).toHaveLength(1)
    expect(await post('batches', { ...asked, act: crypto.randomUUID() })).toMatchObject({ batch: 5 })
  })

  test('[G4] the server numbers it, funds its order and keeps who asked', async () => {
    expect(await post('batches', { ...asked, why: 'commande signée' })).toMatchObject({
      type: 'made',
      batch: 4,
    })
    expect(await post('batches', { ...asked, format: 'card' })).toMatchObject({ type: 'made', batch: 5 })
    expect(await batch(4)).toMatchObject({
      order: '2026-12',
      spares: 2,
      openedAt: null,
      hasKey: true,
      deliveries: [],
    })
    const overview = v.parse(managedOverview, await (await manager.ask('GET', '/api/manage/overview')).json())
    expect(overview.orders.find(({ order }) => order === '2026-12')).toMatchObject({
      units: 2000,
      fundedCents: 2_000_000,
      poolCents: 2_000_000,
      outstandingCents: 0,
    })
    const [line] = await audit()
    expect(line).toMatchObject({
      act: 'make-batch',
      subject: 'batch/4',
      device: manager.device,
      why: 'commande signée',
    })
    expect(JSON.parse(line?.after_text ?? '')).toMatchObject({ passes: 100, units: 10, format: 'booklet' })
  })

  test('[G5] everything that is wrong is said at once, and nothing is made', async () => {
    const faults = async (change: object) => (await post('batches', { ...asked, ...change })).faults
    expect(await faults({ order: '', units: 1.5, passes: 0, firstDay: '2026-02-30' })).toEqual([
      'bad-order',
      'units-not-whole',
      'passes-not-whole',
      'bad-first-day',
    ])
    expect(await faults({ units: 41 })).toEqual(['too-many-units'])
    expect(await faults({ format: 'card', units: 201 })).toEqual(['too-many-units'])
    expect(await faults({ passes: 1_000_001 })).toEqual(['too-many-passes'])
    expect(await faults({ endDay: '2026-11-30' })).toEqual(['ends-before-it-begins'])
    expect(await faults({ firstDay: '2026-01-01', endDay: '2026-11-22' })).toEqual(['ends-in-the-past'])
    expect((await post('batches', { order: 'x' })).status).toBe(400)
    expect(await batch(4)).toBeUndefined()
    expect(await audit()).toEqual([])
  })
})

describe('from the print order to the box', () => {
  test('[G6] codes are signed by the batch until all is delivered, then the key is gone; each step leaves its line', async () => {
    await post('batches', asked)
    const printed = await codes('batches/4/codes?from=0&count=2')
    if (printed.type !== 'codes') throw new Error(printed.reason)
    expect(printed.address).toBe('http://carnet.test')
    expect(printed.codes.map(({ pass, cheque }) => [pass, cheque])).toEqual(
      [0, 1].flatMap((pass) => Array.from({ length: 11 }, (_, cheque) => [pass, cheque])),
    )
    const [row] = await database.query<{ public_key: Uint8Array }>(
      'SELECT public_key FROM batches WHERE batch = 4',
    )
    const token = parsePassCode(printed.codes[5]?.digits ?? '')
    if (!token.ok || !row) throw new Error('no token')
    expect(await verifyPassCode(token.value, await importPublicKey(row.public_key))).toBe(true)
    const spare = await codes('batches/4/codes?from=100&count=200')
    expect(spare.type === 'codes' && spare.codes.at(-1)).toMatchObject({ pass: 101, cheque: 10 })

    const deliver = (body: object) =>
      post('batches/4/deliver', { structure: 'desk', from: 0, to: 49, ...body })
    expect(await deliver({})).toMatchObject({ reason: 'not-opened' })
    expect(await post('batches/4/open', {})).toMatchObject({ type: 'opened' })
    expect(await post('batches/4/open', {})).toMatchObject({ type: 'already-opened' })
    expect(await deliver({ structure: 'nowhere' })).toMatchObject({ reason: 'unknown-structure' })
    expect(await deliver({ structure: 'venue' })).toMatchObject({ reason: 'not-a-distributor' })
    expect(await deliver({ to: 100 })).toMatchObject({ reason: 'outside-batch' })
    expect(await deliver({ from: 0.5 })).toMatchObject({ reason: 'outside-batch' })
    expect(await deliver({})).toMatchObject({ type: 'delivered', keyDestroyed: false })
    expect(await deliver({ from: 49, to: 60 })).toMatchObject({ reason: 'already-delivered' })
    expect(await deliver({ from: 50, to: 99 })).toMatchObject({ type: 'delivered', keyDestroyed: true })

    expect(await codes('batches/4/codes?from=0&count=1')).toEqual({
      type: 'refused',
      reason: 'key-destroyed',
    })
    expect(await codes('batches/9/codes')).toEqual({ type: 'refused', reason: 'unknown-batch' })
    const acts = (await audit()).map(({ act, subject }) => `${act} ${subject}`)
    expect(acts).toEqual([
      'make-batch batch/4',
      'sign-codes batch/4',
      'sign-codes batch/4',
      'open-batch batch/4',
      'deliver-passes batch/4',
      'deliver-passes batch/4',
    ])
  })

  test('[G6] a call signs two hundred passes at most, and none outside the batch', async () => {
    await post('batches', asked)
    expect((await manager.ask('GET', '/api/manage/batches/4/codes?from=0&count=201')).status).toBe(400)
    expect((await manager.ask('GET', '/api/manage/batches/4/codes?from=-1')).status).toBe(400)
    expect(await codes('batches/4/codes?from=102&count=1')).toEqual({
      type: 'refused',
      reason: 'outside-batch',
    })
  })
})
