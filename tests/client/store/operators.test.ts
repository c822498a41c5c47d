// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { DAY, MINUTE, SECOND } from '#domain/instant.ts'
import { createSharing, type Sharing } from '#client/device/sharing.ts'
import { openStore } from '#client/store/database.ts'
import { enrolmentOf } from '#client/store/enrolments.ts'
import { handOver } from '#client/store/hand-over.ts'
import { waitAfter } from '#client/store/pin-wait.ts'
import { actInJournal } from '#client/store/journal.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { continueAnew } from '#client/sync/continue-anew.ts'
import { enrolDevice } from '#client/sync/enrol-device.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { decodeEntry, decodeOperatorName, encodeEntry, operatorOf } from '#protocol/journal-entry.ts'
import { aPass, aUuid, valueOf } from '#tests/support/builders.ts'
import { openDesk, type Desk } from './a-desk.ts'

let desk: Desk
let sharing: Sharing

beforeEach(async () => {
  desk = await openDesk()
  sharing = await sharingOf(desk)
})

async function sharingOf({ store, device, now }: Desk): Promise<Sharing> {
  const enrolment = await enrolmentOf(store, device)
  if (!enrolment) throw new Error('not enrolled')
  const made = createSharing(store, enrolment, now)
  made.operators.subscribe(() => undefined)
  return made
}

async function redeem() {
  const read = await desk.read()
  return redeemPass(desk.store, desk.device, { read, service: 'basics' }, desk.now)
}

async function operatorIn(bytes: Uint8Array) {
  return operatorOf(valueOf(decodeEntry(bytes)))
}

describe('who did it', () => {
  test('[U3] a tablet that nobody shares writes what it always wrote', async () => {
    const { entry } = await redeem()
    const read = valueOf(decodeEntry(entry.bytes))
    expect(Object.keys(read.body as object).toSorted()).toEqual(['code', 'proof', 'service', 'units'])
    expect(entry).not.toHaveProperty('operator')
  })

  test('[U3] every act bears the id of who is at work, and changes with them', async () => {
    const samira = await sharing.add('Samira', '2468')
    const first = (await redeem()).entry
    const paul = await sharing.add('Paul', '1357')
    const second = (await redeem()).entry
    sharing.lock()
    const alone = (await redeem()).entry
    expect(await Promise.all([first, second, alone].map(({ bytes }) => operatorIn(bytes)))).toEqual([
      samira.id,
      paul.id,
      undefined,
    ])
    expect([first.operator, second.operator, alone.operator]).toEqual([samira.id, paul.id, undefined])
  })

  test('[U3] a lock between the tap and the act changes nothing: it bears who tapped', async () => {
    const samira = await sharing.add('Samira', '2468')
    const read = await desk.read()
    const taking = redeemPass(desk.store, desk.device, { read, service: 'basics' }, desk.now)
    sharing.lock()
    expect((await taking).entry.operator).toBe(samira.id)
  })

  test('[U18] the name is said again before it expires, once, by whoever opens with their PIN', async () => {
    const samira = await sharing.add('Samira', '2468')
    const said = async () =>
      (await desk.store.entries.toArray())
        .filter(({ kind }) => kind === 'operator')
        .map(({ personal, operator }) => [
          operator,
          personal && decodeOperatorName(personal.part),
          personal?.expiresAt,
        ])
    sharing.lock()
    const joined = desk.now()
    desk.server.now = joined + 339 * DAY
    expect(await sharing.open(samira.id, '2468')).toBe('open')
    expect(await said()).toHaveLength(1)
    desk.server.now = joined + 340 * DAY
    expect(await sharing.open(samira.id, '1111')).toBe('wrong')
    expect(await said()).toHaveLength(1)
    expect(await sharing.open(samira.id, '2468')).toBe('open')
    expect(await sharing.open(samira.id, '2468')).toBe('open')
    expect((await said())[1]).toEqual([samira.id, 'Samira', joined + 740 * DAY])
    desk.server.now = joined + 680 * DAY
    expect(await sharing.open(samira.id, '2468')).toBe('open')
    expect(await said()).toHaveLength(3)
  })

  test('[U2] the name is in no entry: it goes once, in a personal part that expires', async () => {
    const samira = await sharing.add('Samira', '2468')
    await redeem()
    const entries = await desk.store.entries.toArray()
    for (const { bytes } of entries) expect(new TextDecoder().decode(bytes)).not.toContain('Samira')
    const [said, ...others] = entries.flatMap(({ personal }) => personal ?? [])
    expect(others).toEqual([])
    expect(said && decodeOperatorName(said.part)).toBe('Samira')
    expect(said?.expiresAt).toBeGreaterThan(desk.now())
    valueOf(await pushEntries(desk.link))
    expect(desk.server.entries).toHaveLength(2)
    const [joined] = entries
    expect(joined && (await operatorIn(joined.bytes))).toBe(samira.id)
  })

  test('[U3] a tablet that goes on under a new name keeps who shares it', async () => {
    const samira = await sharing.add('Samira', '2468')
    valueOf(await continueAnew(desk.link))
    await vi.waitFor(async () => expect(await sharing.open(samira.id, '2468')).toBe('open'))
    const given = await actInJournal(desk.store, desk.device, desk.now, (turn) =>
      turn.append({ kind: 'incident', body: { what: 'test', previous: null, detail: '' } }),
    )
    expect([given.device, given.operator]).toEqual([aUuid(902), samira.id])
  })

  test('[U7] who leaves takes name and PIN away; their acts and their ids stay', async () => {
    const samira = await sharing.add('Samira', '2468')
    const { entry } = await redeem()
    await sharing.remove(samira.id)
    const enrolment = await enrolmentOf(desk.store, desk.device)
    expect(enrolment?.operators).toEqual([])
    const kept = await desk.store.entries.get([entry.device, entry.sequence])
    expect(kept?.operator).toBe(samira.id)
    expect(await sharing.open(samira.id, '2468')).toBe('wrong')
    expect((await redeem()).entry.operator).toBeUndefined()
  })

  test('[U8] a new enrolment of the same place has nobody, and what was done before is still sent', async () => {
    await sharing.add('Samira', '2468')
    await redeem()
    desk.server.device = aUuid(903)
    const { enrolment } = valueOf(await enrolDevice(desk.store, desk.server.link, 'Tablet 1', desk.world))
    expect(enrolment.device).toBe(aUuid(903))
    expect(enrolment.operators).toBeUndefined()
    expect(
      await desk.store.entries
        .where('[device+status+sequence]')
        .between([desk.device, 'pending', 0], [desk.device, 'pending', 99])
        .count(),
    ).toBe(2)
  })
})

describe('the PIN', () => {
  test('[U4] is kept as a slow hash with a salt of its own, and opens without a network', async () => {
    desk.server.meet = async () => 503
    const samira = await sharing.add('Samira', '2468')
    const paul = await sharing.add('Paul', '2468')
    const kept = JSON.stringify(await desk.store.enrolments.toArray(), (_, value: unknown) =>
      value instanceof Uint8Array ? [...value].join() : value,
    )
    expect(kept).not.toContain('2468')
    expect(samira.pin.rounds).toBeGreaterThanOrEqual(300_000)
    expect(samira.pin.salt).not.toEqual(paul.pin.salt)
    expect(samira.pin.hash).not.toEqual(paul.pin.hash)
    sharing.lock()
    expect(await sharing.open(samira.id, '2469')).toBe('wrong')
    expect(sharing.atWork.current()).toBeUndefined()
    expect(await sharing.open(samira.id, '2468')).toBe('open')
    expect(sharing.atWork.current()).toBe(samira.id)
  })

  test('[U5] three wrong ones cost nothing; then even the right one waits, and is taken after the wait', async () => {
    const { id } = await sharing.add('Samira', '2468')
    for (const pin of ['0000', '1111', '2222']) expect(await sharing.open(id, pin)).toBe('wrong')
    await vi.waitFor(() => expect(sharing.waitFor(id)).toBe(30 * SECOND))
    expect(await sharing.open(id, '2468')).toBe('wait')
    desk.server.now += 29 * SECOND
    expect(await sharing.open(id, '2468')).toBe('wait')
    desk.server.now += SECOND
    expect(await sharing.open(id, '2468')).toBe('open')
    await vi.waitFor(() => expect(sharing.waitFor(id)).toBe(0))
  })

  test('[U5] the end of the app takes no try back: the wait begins anew', async () => {
    const { id } = await sharing.add('Samira', '2468')
    for (const pin of ['0000', '1111', '2222', '3333']) await sharing.open(id, pin)
    desk.store.close()
    const { indexedDB } = desk
    const opened = desk.server.now
    const elapsed = () => desk.server.now - opened
    const store = await openStore({ indexedDB, IDBKeyRange, elapsed })
    const again = await sharingOf({ ...desk, store })
    await vi.waitFor(() => expect(again.waitFor(id)).toBe(30 * SECOND))
    expect(await again.open(id, '2468')).toBe('wait')
    store.close()
  })

  test('[U26] what another tab tried wrongly is waited for in each tab', async () => {
    const { id } = await sharing.add('Samira', '2468')
    const other = await sharingOf(desk)
    for (const pin of ['0000', '1111', '2222']) await sharing.open(id, pin)
    await vi.waitFor(() => expect(other.waitFor(id)).toBe(30 * SECOND))
    expect(await other.open(id, '2468')).toBe('wait')
    desk.server.now += 30 * SECOND
    expect(await other.open(id, '0000')).toBe('wrong')
    await vi.waitFor(() => expect(sharing.waitFor(id)).toBe(60 * SECOND))
    desk.server.now += 60 * SECOND
    expect(await sharing.open(id, '2468')).toBe('open')
    await vi.waitFor(() => expect(other.waitFor(id)).toBe(0))
  })

  test('[U25] where no try can be written, the right PIN opens and wrong ones slow down all the same', async () => {
    const { id } = await sharing.add('Samira', '2468')
    sharing.lock()
    const full = fillDisk(desk)
    for (const pin of ['0000', '1111']) expect(await sharing.open(id, pin)).toBe('wrong')
    expect(await sharing.open(id, '2468')).toBe('open')
    expect(sharing.atWork.current()).toBe(id)
    sharing.lock()
    for (const pin of ['0000', '1111', '2222']) expect(await sharing.open(id, pin)).toBe('wrong')
    expect(sharing.waitFor(id)).toBe(30 * SECOND)
    expect(await sharing.open(id, '2468')).toBe('wait')
    desk.server.now += 30 * SECOND
    expect(await sharing.open(id, '2468')).toBe('open')
    full.empty()
    for (const pin of ['0000', '1111', '2222']) expect(await sharing.open(id, pin)).toBe('wrong')
    await vi.waitFor(() => expect(sharing.waitFor(id)).toBe(30 * SECOND))
  })

  test('[U25] a right PIN is forgiven its wrong ones also where that cannot be written', async () => {
    const { id } = await sharing.add('Samira', '2468')
    for (const pin of ['0000', '1111']) await sharing.open(id, pin)
    // Room for the try, and for nothing after it.
    const full = fillDisk(desk, 1)
    expect(await sharing.open(id, '2468')).toBe('open')
    expect(sharing.waitFor(id)).toBe(0)
    full.empty()
    expect(await sharing.open(id, '0000')).toBe('wrong')
    expect(sharing.waitFor(id)).toBe(0)
    expect(await sharing.open(id, '2468')).toBe('open')
    const kept = await enrolmentOf(desk.store, desk.device)
    expect(kept?.operators?.map(({ wrong }) => wrong)).toEqual([0])
  })

  test('[U25] who cannot be removed stays, and the reason is said', async () => {
    const { id } = await sharing.add('Samira', '2468')
    fillDisk(desk)
    await expect(sharing.remove(id)).rejects.toMatchObject({ notSaved: 'no-space' })
    const kept = await enrolmentOf(desk.store, desk.device)
    expect(kept?.operators?.map((operator) => operator.id)).toEqual([id])
  })

  test('[U5] the wait never shrinks with more wrong ones, and is never beyond a quarter of an hour', () => {
    expect([0, 1, 2].map(waitAfter)).toEqual([0, 0, 0])
    fc.assert(
      fc.property(fc.nat(2000), (wrong) => {
        expect(waitAfter(wrong + 1)).toBeGreaterThanOrEqual(waitAfter(wrong))
        expect(waitAfter(wrong)).toBeLessThanOrEqual(15 * MINUTE)
      }),
    )
  })

  test('[U6] an app that is opened anew is locked: who is at work stands in no store', async () => {
    const { id } = await sharing.add('Samira', '2468')
    const rows = JSON.stringify(await desk.store.settings.toArray())
    expect(rows).not.toContain(id)
    const { indexedDB } = desk
    const other = await openStore({ indexedDB, IDBKeyRange })
    expect([desk.store.atWork.current(), other.atWork.current()]).toEqual([id, undefined])
    other.close()
  })
})

/** From now on the store refuses each change of an enrolment but the first few, as a full disk does. */
function fillDisk({ store }: Desk, still = 0): { readonly empty: () => void } {
  let left = still
  function refuse(): undefined {
    if (left === 0) throw new DOMException('full', 'QuotaExceededError')
    left -= 1
    return undefined
  }
  store.enrolments.hook('updating', refuse)
  return { empty: () => store.enrolments.hook('updating').unsubscribe(refuse) }
}

test('[U3] who gives a pass is said beside what the person told, which the entry does not say', async () => {
  desk.server.passes.set('3/5', aPass({ state: 'in-stock' }))
  const text = await desk.server.signCode({ batch: 3, pass: 5, cheque: 0 })
  desk.server.now += SECOND
  await desk.server.publish()
  await pullKnowledge(desk.link)
  const samira = await sharing.add('Samira', '2468')
  const said = { age: '65-79', situations: ['isolated'], language: 'ar' } as const
  const given = await handOver(desk.store, desk.device, { read: await desk.read(text), said }, desk.now)
  const entry = given.entry && valueOf(decodeEntry(given.entry.bytes))
  expect(entry && operatorOf(entry)).toBe(samira.id)
  expect(entry && encodeEntry(entry)).toEqual(given.entry?.bytes)
})
