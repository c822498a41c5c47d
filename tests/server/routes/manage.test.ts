import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { utf8 } from '#protocol/bytes.ts'
import { balancesOf, type Account, type Transfer } from '#domain/ledger.ts'
import { sumCents } from '#domain/money.ts'
import { managedActs } from '#protocol/manage/acts.ts'
import { managedBatches } from '#protocol/manage/batches.ts'
import { managedCases } from '#protocol/manage/cases.ts'
import { managedDevices } from '#protocol/manage/devices.ts'
import { funnelSteps, managedOverview } from '#protocol/manage/overview.ts'
import { managedPass } from '#protocol/manage/passes.ts'
import { managedProgramme } from '#protocol/manage/programme.ts'
import { managedReconciliation, reconciliationPoints } from '#protocol/manage/reconciliation.ts'
import { managedStructures } from '#protocol/manage/structures.ts'
import { managedVenue, managedVenues } from '#protocol/manage/venues.ts'
import { isLocked } from '#server/publishing/epoch.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { findProgramme } from '#server/directory/programmes.ts'
import { readManagedVenue } from '#server/settlement/managed-venues.ts'
import { programmeNumber, scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { copyRows, putRowsBack } from '#tests/support/stored-rows.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let server: TestServer
let manager: VirtualDevice

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
  manager = await server.enrol('desk', 'manager')
})
afterAll(() => database.close())

const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const

async function get<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
  as = manager,
): Promise<v.InferOutput<Schema>> {
  const response = await as.ask('GET', `/api/manage/${path}`)
  expect(response.status).toBe(200)
  return v.parse(schema, await response.json())
}

async function post(path: string, body: object, as = manager): Promise<Record<string, unknown>> {
  const response = await as.ask('POST', `/api/manage/${path}`, utf8(JSON.stringify(body)))
  return { status: response.status, ...((await response.json()) as object) }
}

async function live(): Promise<void> {
  const desk = await server.enrol('desk')
  for (const pass of [0, 1]) {
    const code = server.codeOf(1, pass)
    desk.handOver(code, scanOf(code), said)
  }
  await desk.push()
  await server.publish()
  const venue = await server.enrol('venue')
  const other = await server.enrol('other')
  const [card, second] = [server.codeOf(1, 0), server.codeOf(1, 1)]
  venue.redeem(card, 'workshop', scanOf(card))
  venue.redeem(second, 'first-steps', scanOf(second))
  other.redeem(card, 'first-steps', scanOf(card))
  const inStock = server.codeOf(1, 2)
  other.redeem(inStock, 'first-steps', scanOf(inStock))
  await venue.push()
  await other.push()
}

/** Two tablets take the last unit of a card without a network. */
async function rivals(): Promise<void> {
  await live()
  const card = server.codeOf(1, 0)
  const venue = await server.enrol('venue')
  for (let i = 0; i < 6; i++) {
    await server.publish()
    await venue.pull()
    venue.redeem(card, 'first-steps', scanOf(card))
    await venue.push()
  }
  await server.publish()
  const other = await server.enrol('other')
  await venue.pull()
  await other.pull()
  expect(venue.redeem(card, 'first-steps', scanOf(card)).verdict.type).toBe('accepted')
  server.pass(60_000)
  expect(other.redeem(card, 'first-steps', scanOf(card)).verdict.type).toBe('accepted')
  await venue.push()
  server.pass(60_000)
  await other.push()
}

async function ledger(): Promise<ReadonlyMap<Account, number>> {
  const transfers = await database.query<Transfer>(
    'SELECT debit, credit, cents FROM transfers WHERE programme = $1',
    [programmeNumber],
  )
  return balancesOf(transfers)
}

async function audit() {
  return database.query<{ device: string; act: string; subject: string; before_text: string; why: string }>(
    'SELECT * FROM audit_trail WHERE programme = $1 ORDER BY at, id',
    [programmeNumber],
  )
}

describe('the overview', () => {
  test('[G1] every total is the sum of real acts and of the ledger, in passes, units and cents', async () => {
    await live()
    const overview = await get('overview', managedOverview)
    const { total } = overview
    const sizes = funnelSteps.map((step) => [step, total[step].passes, total[step].units, total[step].cents])
    expect(sizes).toEqual([
      ['ordered', 150, 1500, 1_500_000],
      ['delivered', 100, 1000, 1_000_000],
      ['handedOut', 2, 20, 20_000],
      ['used', 3, 5, 5000],
      ['left', 2, 16, 16_000],
    ])
    for (const step of funnelSteps) {
      const batches = overview.batches.map(({ funnel }) => funnel[step].units)
      const orders = overview.orders.map(({ funnel }) => funnel[step].units)
      expect([step, sumCents(batches), sumCents(orders)]).toEqual([
        step,
        total[step].units,
        total[step].units,
      ])
    }
    const balances = await ledger()
    for (const order of overview.orders) {
      expect(order.outstandingCents).toBe(balances.get(`outstanding/${order.order}`) ?? 0)
      expect(order.poolCents).toBe(balances.get(`pool/${order.order}`) ?? 0)
      expect(order.fundedCents).toBe(order.units * 1000)
    }
    const [first] = overview.orders
    expect([first?.coveredUnits, first?.waitingUnits]).toEqual([4, 1])
  })

  test('[G2] what was funded is where it is: pool, outstanding, owed, paid, contingency, split to the cent', async () => {
    await rivals()
    const { money, honouredUnits } = await get('overview', managedOverview)
    const centsOf = new Map(money.map(({ place, cents }) => [place, cents]))
    const funded = centsOf.get('funded') ?? 0
    expect(funded).toBe(1_520_000)
    expect(sumCents(money.map(({ cents }) => cents))).toBe(2 * funded)
    for (const { place, cents, shares } of money) {
      expect([place, sumCents(shares.map((share) => share.cents))]).toEqual([place, cents])
    }
    expect(honouredUnits).toBe(1)
    expect(centsOf.get('contingency')).toBe(19_000)
    expect(money.find(({ place }) => place === 'funded')?.shares).toEqual([
      { funder: 'metropole', cents: 836_000 },
      { funder: 'etat', cents: 684_000 },
    ])
  })
})

describe('who may look', () => {
  test('[G3] a desk, a revoked manager and a stranger see nothing', async () => {
    const desk = await server.enrol('desk')
    const paths = [
      'programme',
      'overview',
      'batches',
      'acts',
      'passes/1/0',
      'devices',
      'cases',
      'venues',
      'structures',
    ]
    for (const path of paths) {
      expect([path, (await desk.ask('GET', `/api/manage/${path}`)).status]).toEqual([path, 403])
      expect([path, (await server.ask(`/api/manage/${path}`)).status]).toEqual([path, 401])
    }
    expect((await post('batches', {}, desk)).status).toBe(403)
    const second = await server.enrol('desk', 'manager')
    expect(await post(`devices/${second.device}/revoke`, { why: 'volé' })).toMatchObject({ type: 'revoked' })
    expect((await second.ask('GET', '/api/manage/overview')).status).toBe(403)
  })
})

describe('acts and passes', () => {
  test('[G9] acts come newest first, by pages that neither repeat nor skip while others arrive, and by filter', async () => {
    await live()
    const desk = await server.enrol('desk')
    const venue = await server.enrol('venue')
    const code = server.codeOf(1, 3)
    desk.handOver(code, scanOf(code), said)
    await desk.push()
    await server.publish()
    await venue.pull()
    for (let i = 0; i < 60; i++) {
      venue.redeem(code, 'first-steps', scanOf(code))
      server.pass(1000)
    }
    await venue.push()
    const first = await get('acts', managedActs)
    expect(first.acts).toHaveLength(50)
    const late = server.codeOf(1, 1)
    const other = await server.enrol('other')
    other.redeem(late, 'first-steps', scanOf(late))
    await other.push()
    const second = await get(`acts?before=${first.next}`, managedActs)
    expect(second.next).toBeNull()
    const seen = [...first.acts, ...second.acts]
    expect(new Set(seen.map(({ entry }) => entry)).size).toBe(seen.length)
    expect(seen).toHaveLength(2 + 4 + 1 + 60)
    expect(seen.map(({ recordedAt }) => recordedAt)).toEqual(
      seen.map(({ recordedAt }) => recordedAt).toSorted((a, b) => b - a),
    )
    const waiting = await get('acts?structure=other&kind=redemption&outcome=waiting', managedActs)
    expect(waiting.acts.map(({ pass, outcome }) => [pass, outcome?.reason])).toEqual([
      [2, 'handover-not-known'],
    ])
    expect(waiting.acts[0]).toMatchObject({ structureName: 'Lieu other', deviceName: 'tablet of other' })
  })

  test('[G10] one pass shows what is left and every act on it, found by its printed number too', async () => {
    await live()
    const pass = await get('passes/1/0', managedPass)
    expect(pass).toMatchObject({
      state: 'active',
      used: 3,
      units: 10,
      handedOver: true,
      deliveredTo: 'Lieu desk',
    })
    expect(pass.acts.map(({ kind, units }) => [kind, units]).toSorted()).toEqual([
      ['handover', 0],
      ['redemption', 1],
      ['redemption', 2],
    ])
    expect(await get('passes/3/0', managedPass)).toMatchObject({
      state: 'not-active',
      deliveredTo: null,
      acts: [],
    })
    expect((await manager.ask('GET', '/api/manage/passes/1/999')).status).toBe(404)
    const found = await manager.ask('GET', `/api/manage/pass-numbers/${server.codeOf(2, 1, 4).number}`)
    expect(await found.json()).toEqual({ batch: 2, pass: 1 })
    expect((await manager.ask('GET', '/api/manage/pass-numbers/7F3K-9QWX-2M4T')).status).toBe(404)
  })
})

describe('cases', () => {
  test('[G11] a case tells both sides: what each device knew when it acted, and what it could not know', async () => {
    await rivals()
    const { cases } = await get('cases', managedCases)
    expect(cases).toHaveLength(1)
    const [honoured] = cases
    expect(honoured).toMatchObject({
      kind: 'honoured',
      batch: 1,
      pass: 0,
      reason: 'no-unit-free',
      cents: 1000,
    })
    expect(honoured?.side).toMatchObject({
      act: { structureName: 'Lieu other' },
      knew: { used: 9, units: 10, state: 'active' },
    })
    expect(honoured?.others).toHaveLength(1)
    expect(honoured?.others[0]).toMatchObject({
      act: { structureName: 'Lieu venue', outcome: { type: 'covered' } },
      knew: { used: 9 },
    })
    expect((await get('programme', managedProgramme)).openCases).toBe(1)
  })

  test('[G12] what a revoked device still sends is kept and shown as a case, what cannot be read beside it', async () => {
    await live()
    const venue = await server.enrol('venue')
    await post(`devices/${venue.device}/revoke`, { why: 'perdue' })
    const code = server.codeOf(1, 1)
    venue.redeem(code, 'first-steps', scanOf(code))
    await venue.push()
    await venue.sendEntries([{ bytes: Uint8Array.of(0xff, 0x00), personal: null }], { sequence: 2 })
    const { cases, held } = await get('cases', managedCases)
    expect(cases).toMatchObject([
      { kind: 'held', reason: 'revoked', side: { act: { kind: 'redemption', structureName: 'Lieu venue' } } },
    ])
    expect(held).toMatchObject([
      { reason: 'unreadable', says: null, decisions: ['close'], structureName: 'Lieu venue' },
    ])
  })
})

describe('devices', () => {
  test('[G8] each device shows its last contact, what it keeps unsent and how old its knowledge is', async () => {
    const venue = await server.enrol('venue')
    const before = venue.head()?.issuedAt
    await venue.pull()
    server.pass(3_600_000)
    await server.publish()
    const code = server.codeOf(1, 0)
    venue.redeem(code, 'first-steps', scanOf(code))
    const { devices, newestHead, now } = await get('devices', managedDevices)
    const seen = devices.find(({ device }) => device === venue.device)
    expect(seen).toMatchObject({ structureName: 'Lieu venue', role: 'desk', revokedAt: null, isYours: false })
    expect(seen?.headIssuedAt).toBe(before)
    expect(newestHead?.number).toBeGreaterThan(seen?.head ?? 0)
    expect(now).toBe(server.now())
    await venue.pull()
    await venue.pull()
    const after = (await get('devices', managedDevices)).devices.find(({ device }) => device === venue.device)
    expect(after).toMatchObject({ unsent: 1, head: newestHead?.number, lastContact: server.now() })
  })

  test('[G7] revoking needs a reason, happens once, and never locks the manager out', async () => {
    const venue = await server.enrol('venue')
    expect((await post(`devices/${venue.device}/revoke`, { why: ' ' })).status).toBe(400)
    const revoke = (device: string) => post(`devices/${device}/revoke`, { why: 'tablette perdue' })
    expect(await revoke(venue.device)).toMatchObject({ type: 'revoked' })
    expect(await revoke(venue.device)).toMatchObject({ type: 'already-revoked' })
    expect(await revoke(manager.device)).toMatchObject({ type: 'refused', reason: 'own-device' })
    expect(await revoke('nobody')).toMatchObject({ type: 'refused', reason: 'unknown-device' })
    expect(await audit()).toMatchObject([
      {
        act: 'revoke-device',
        subject: `device/${venue.device}`,
        before_text: 'active',
        why: 'tablette perdue',
      },
    ])
  })
})

describe('venues', () => {
  test('[G13] what a venue is owed is the sum of its lines, each linked to the transfers that paid it', async () => {
    await rivals()
    const { venues } = await get('venues', managedVenues)
    const balances = await ledger()
    expect(venues.map(({ structure, payableCents }) => [structure, payableCents])).toEqual([
      ['venue', 10_000],
      ['other', 2000],
    ])
    for (const { structure, payableCents, shares } of venues) {
      expect(payableCents).toBe(balances.get(`payable/${structure}`))
      expect(sumCents(shares.map(({ cents }) => cents))).toBe(payableCents)
      const venue = await get(`venues/${structure}`, managedVenue)
      expect(sumCents(venue.lines.map(({ cents }) => cents))).toBe(payableCents)
      for (const line of venue.lines) {
        const paid = line.transfers.map(({ debit, cents }) => (debit.startsWith('payable/') ? -cents : cents))
        expect(sumCents(paid)).toBe(line.cents)
        expect(new Set(line.transfers.map(({ cause }) => cause))).toEqual(
          new Set(line.cents > 0 ? [line.entry] : []),
        )
      }
    }
    expect(venues.find(({ structure }) => structure === 'other')?.waitingUnits).toBe(1)
    expect((await manager.ask('GET', '/api/manage/venues/nowhere')).status).toBe(404)
  })

  test('[G93] of a venue the newest lines are listed, and the sum of those before; its tablet is sent no line', async () => {
    await rivals()
    const programme = await findProgramme(database, programmeNumber)
    if (!programme) throw new Error('no programme')
    const whole = await readManagedVenue(database, programme, 'venue')
    const all = whole?.lines ?? []
    expect(whole?.earlier).toEqual({ lines: 0, cents: 0 })
    expect(all.map(({ claimedAt }) => claimedAt)).toEqual(
      all.map(({ claimedAt }) => claimedAt).toSorted((a, b) => b - a),
    )
    expect(all.length).toBeGreaterThan(3)
    for (const most of [1, 3, all.length]) {
      const page = await readManagedVenue(database, programme, 'venue', most)
      expect(page?.lines).toEqual(all.slice(0, most))
      expect(page?.earlier).toEqual({
        lines: all.length - most,
        cents: sumCents(all.slice(most).map(({ cents }) => cents)),
      })
      expect(page?.payableCents).toBe(whole?.payableCents)
    }
    const venue = await server.enrol('venue')
    const said: unknown = await (await venue.ask('GET', '/api/venue-account')).json()
    expect(said).toMatchObject({ payableCents: whole?.payableCents, units: whole?.units })
    expect(said).not.toHaveProperty('lines')
  })
})

describe('structures', () => {
  test('[G14] a code enrols a device for the structure that the manager chose', async () => {
    const { structures } = await get('structures', managedStructures)
    expect(structures.map(({ id, distributor, venue }) => [id, distributor, venue])).toEqual([
      ['desk', true, false],
      ['other', false, true],
      ['venue', false, true],
    ])
    const shown = await post('enrolment-codes', { structure: 'venue', role: 'desk', life: 'shown' })
    expect(shown).toMatchObject({ type: 'link', expiresAt: server.now() + 15 * 60_000 })
    expect(shown.link).toMatch(/^http:\/\/carnet\.test\/enrol#[0-9A-Z]{12}\./)
    const printed = await post('enrolment-codes', { structure: 'venue', role: 'desk', life: 'printed' })
    expect(printed.expiresAt).toBe(server.now() + 7 * 24 * 3_600_000)
    const typed = await post('enrolment-codes', { structure: 'venue', role: 'desk', life: 'typed' })
    expect(typed.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
    expect(
      await post('enrolment-codes', { structure: 'nowhere', role: 'desk', life: 'typed' }),
    ).toMatchObject({
      type: 'refused',
      reason: 'unknown-structure',
    })
    const trail = await audit()
    expect(trail.map(({ act, subject, device }) => [act, subject, device])).toEqual(
      Array.from({ length: 3 }, () => ['issue-enrolment-code', 'structure/venue', manager.device]),
    )
    expect(JSON.stringify(trail)).not.toContain(String(typed.code))
  })
})

test('[G15] every batch lists its deliveries with the place and the day', async () => {
  const { batches } = await get('batches', managedBatches)
  expect(batches.map(({ batch, openedAt, hasKey }) => [batch, openedAt !== null, hasKey])).toEqual([
    [1, true, false],
    [2, true, false],
    [3, false, true],
  ])
  expect(batches[0]?.deliveries).toMatchObject([{ structure: 'desk', name: 'Lieu desk', from: 0, to: 49 }])
})

describe('after a loss', () => {
  const everything = [...reconciliationPoints]

  async function lose(): Promise<VirtualDevice> {
    const desk = await server.enrol('desk')
    const code = server.codeOf(1, 0)
    desk.handOver(code, scanOf(code), said)
    await desk.push()
    const venue = await server.enrol('venue')
    const backup = await copyRows(database)
    venue.redeem(code, 'first-steps', scanOf(code))
    await venue.push()
    await server.publish()
    await venue.pull()
    venue.redeem(server.codeOf(1, 1), 'first-steps', scanOf(server.codeOf(1, 1)))
    await venue.push()
    await putRowsBack(database, backup)
    server.pass(60_000)
    await venue.pull()
    await venue.push()
    return venue
  }

  test('[G50] the list says who was heard since, how many of their acts came back, and which were judged without their head', async () => {
    expect(await get('reconciliation', managedReconciliation)).toMatchObject({ restored: false, losses: [] })
    expect((await get('programme', managedProgramme)).restored).toBe(false)
    const venue = await lose()
    expect((await get('programme', managedProgramme)).restored).toBe(true)
    const list = await get('reconciliation', managedReconciliation)
    expect(list).toMatchObject({ restored: true, losses: [{ seenBy: 'device', reconciledAt: null }] })
    const [loss] = list.losses
    expect(loss && loss.knownUntil < loss.drawnAt).toBe(true)
    const heard = list.devices.map(({ device, heard, cameBack }) => [
      device === venue.device,
      heard,
      cameBack,
    ])
    expect(heard.at(-1)).toEqual([true, true, 2])
    expect(heard.slice(0, -1).every(([, isHeard, cameBack]) => isHeard === false && cameBack === 0)).toBe(
      true,
    )
    expect(list.withoutHead).toMatchObject({ count: 1, acts: [{ entry: venue.acts[1]?.id }] })
  })

  test('[G51] the lock ends once, with every point ticked and a reason, and the audit trail keeps it', async () => {
    await lose()
    const why = 'Banque et tablettes vérifiées'
    expect(await post('reconciliation/end', { checked: everything, why: ' ' })).toMatchObject({ status: 400 })
    expect(await post('reconciliation/end', { checked: everything.slice(1), why })).toMatchObject({
      type: 'refused',
      reason: 'not-all-checked',
    })
    expect(await isLocked(database)).toBe(true)
    expect(await post('reconciliation/end', { checked: everything, why })).toMatchObject({ type: 'ended' })
    expect(await isLocked(database)).toBe(false)
    expect(await post('reconciliation/end', { checked: everything, why })).toMatchObject({
      reason: 'not-restored',
    })
    expect(await database.query("SELECT device, why FROM audit_trail WHERE act = 'end-restored'")).toEqual([
      { device: manager.device, why },
    ])
    expect(await get('reconciliation', managedReconciliation)).toMatchObject({
      restored: false,
      losses: [{ reconciledAt: server.now() }],
    })
  })
})
