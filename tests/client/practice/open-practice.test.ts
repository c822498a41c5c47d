// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import { IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import { DAY } from '#domain/instant.ts'
import { createDeskStock } from '#client/device/stock.ts'
import { checkHandover } from '#client/device/check-handover.ts'
import { deviceClock } from '#client/store/clock.ts'
import { enrolmentOf } from '#client/store/enrolments.ts'
import { handOver } from '#client/store/hand-over.ts'
import { readCode } from '#client/store/read-code.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { openPractice, type Practice } from '#client/practice/open-practice.ts'
import { practicePasses } from '#client/practice/practice-knowledge.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { retireDevice } from '#client/sync/retire-device.ts'
import { startSync } from '#client/sync/sync-loop.ts'
import { exportPublicKey } from '#protocol/keys.ts'
import { heldBy, openDesk, type Desk } from '#tests/client/store/a-desk.ts'
import { aBatch, aBooklet, aSigningKey, valueOf } from '#tests/support/builders.ts'
import { passCodeText, signPassCode } from '#protocol/pass-code.ts'

let desk: Desk
const nothingSaid = { other: null, counted: null, damaged: [], missing: [] }
const otherPass = vi.fn()

beforeEach(async () => {
  desk = await openDesk()
  otherPass.mockClear()
})

async function practise(): Promise<Practice> {
  const enrolment = await enrolmentOf(desk.store, desk.device)
  if (!enrolment) throw new Error('not enrolled')
  const lender = {
    enrolment,
    held: await heldBy(desk),
    clock: deviceClock(enrolment, desk.now, 0),
  }
  const { indexedDB } = desk
  return openPractice(lender, desk.world, otherPass, { indexedDB, IDBKeyRange, elapsed: () => 0 })
}

async function readSample(practice: Practice, pass: number, pays: boolean) {
  const codes = practice.codes.filter((code) => code.pass === pass)
  const code = pays ? codes.at(-1) : codes[0]
  return valueOf(await practice.device.read(code?.text ?? '', 'scan'))
}

async function take(practice: Practice, pass: number) {
  const read = await readSample(practice, pass, true)
  return practice.device.take({ read, service: 'basics' })
}

/** All that the real store and the real server hold of acts. */
async function realActs() {
  return [await desk.store.entries.count(), desk.server.entries.length, await desk.store.passes.count()]
}

test.each(['card', 'booklet'] as const)(
  '[U11] a %s of the exercise is given, taken, undone, refused and noted by the real rules, and nothing of it is real',
  async (format) => {
    desk.server.batches.splice(0, 9, format === 'card' ? aBatch() : aBooklet({ number: 4 }))
    desk.server.now += 1
    await desk.server.publish()
    await pullKnowledge(desk.link)
    const asked = desk.server.requests.length
    const practice = await practise()
    const given = await practice.device.handOver([
      {
        read: await readSample(practice, practicePasses.fresh, false),
        said: { age: '26-45', situations: ['none'], language: 'fr' },
      },
    ])
    expect(given).toMatchObject({ type: 'handed-over', flags: [[]] })
    const taken = await take(practice, practicePasses.fresh)
    expect(taken.verdict).toMatchObject({ type: 'accepted', note: 'none' })
    expect((await practice.device.undo(taken.entry)).ok).toBe(true)
    const spent = await take(practice, practicePasses.spent)
    expect(spent.verdict.type).toBe(
      format === 'card' ? 'refused:insufficient-balance' : 'refused:cheque-used',
    )
    expect((await take(practice, practicePasses.doubtful)).verdict.type).toBe('deferred:watch')
    expect(await practice.devices.store.entries.count()).toBe(5)
    expect(await realActs()).toEqual([0, 0, 0])
    expect(desk.server.requests.length).toBe(asked)
    practice.devices.store.close()
  },
)

test('[U12] the pass of the exercise is refused outside, with its word: taken, given or typed in, it is worth nothing', async () => {
  const practice = await practise()
  for (const { text } of [...practice.codes, ...practice.sheet]) {
    const read = await desk.read(text)
    expect(read).toMatchObject({ trust: 'unknown-key', training: true })
    const { verdict } = await redeemPass(desk.store, desk.device, { read, service: 'basics' }, desk.now)
    expect(verdict.type).toBe('refused:training-pass')
    const refused = { type: 'refused', reason: 'training-pass' }
    expect(await checkHandover(desk.store, desk.device, read, desk.now)).toMatchObject(refused)
    const { answer } = await handOver(desk.store, desk.device, { read, said: undefined }, desk.now)
    expect(answer).toMatchObject(refused)
  }
  practice.devices.store.close()
})

test('[U16] a sheet that one tablet printed is given and taken in the exercise of every tablet', async () => {
  const printing = await practise()
  const { sheet } = printing
  printing.devices.store.close()
  expect(new Set(sheet.map(({ text }) => text)).size).toBe(sheet.length)
  desk = await openDesk()
  const practice = await practise()
  const isBooklet = sheet.some(({ cheque }) => cheque > 0)
  for (const { pass, cheque, text } of sheet) {
    const read = valueOf(await practice.device.read(text, 'scan'))
    expect(read.trust).toBe('verified')
    if (pass === practicePasses.spent || pass === practicePasses.doubtful) continue
    if (cheque === 0)
      expect((await practice.device.handOver([{ read, said: undefined }])).type).toBe('handed-over')
    if (isBooklet && cheque === 0) continue
    const taken = await practice.device.take({ read, service: 'basics' })
    expect(taken.verdict.type).toBe('accepted')
    // Else the offline limit of the rules ends it, as it would at a real counter.
    expect((await practice.device.undo(taken.entry)).ok).toBe(true)
  }
  expect(otherPass).not.toHaveBeenCalled()
  practice.devices.store.close()
})

test('[U40] the box of the exercise is what nobody was given yet; what is noted and counted of it stays in there', async () => {
  const real = await realActs()
  const practice = await practise()
  const stock = createDeskStock(practice.device.sync.link)
  const covers = practice.box.map(({ batch, pass, cheque }) => [batch, pass, cheque])
  expect(covers).toEqual([0, 3, 4, 5].map((pass) => [0, pass, 0]))
  for (const { text, pass } of practice.box)
    expect(valueOf(await practice.device.read(text, 'scan'))).toMatchObject({
      trust: 'verified',
      code: { pass },
    })
  const before = await stock.read()
  expect(before.batches.map(({ batch, ranges }) => [batch.number, ranges])).toEqual([
    [
      0,
      [
        { batch: 0, from: 0, to: 0 },
        { batch: 0, from: 3, to: 5 },
      ],
    ],
  ])
  await stock.move({ ...nothingSaid, movement: 'loss', batch: 0, from: 5, to: 5 })
  await stock.count({ batch: 0, counted: [[3, 4]] })
  expect((await stock.read()).passes).toBe(3)
  expect(await realActs()).toEqual(real)
  practice.devices.store.close()
})

test('[U12] a real pass in front of the exercise is not answered: nothing is done, and it is said', async () => {
  const practice = await practise()
  const real = await desk.server.signCode({ batch: 3, pass: 4, cheque: 0 })
  expect((await practice.device.read(real, 'scan')).ok).toBe(false)
  expect(otherPass).toHaveBeenCalledOnce()
  expect((await practice.device.read('not a code', 'scan')).ok).toBe(false)
  expect(otherPass).toHaveBeenCalledOnce()
  practice.devices.store.close()
})

test('[U12] the number of a real pass, low as its serial may be, is none of the exercise', async () => {
  desk.server.batches.splice(0, 9, aBatch({ firstSerial: 0 }))
  desk.server.now += 1
  await desk.server.publish()
  await pullKnowledge(desk.link)
  const practice = await practise()
  const number = await desk.server.numberOf({ batch: 3, pass: 1, cheque: 0 })
  expect(valueOf(await readCode(await heldBy(desk), number, 'typed')).trust).toBe('verified')
  expect((await practice.device.read(number, 'typed')).ok).toBe(false)
  expect(otherPass).toHaveBeenCalledOnce()
  practice.devices.store.close()
})

test('[U13] a printed training pass is taken in the exercise, and refused everywhere else', async () => {
  const key = await aSigningKey()
  desk.server.batches.push(
    aBatch({ number: 8, firstSerial: 20_000, training: true, opened: false, deliveries: [] }),
  )
  desk.server.keys.push({ keyId: key.keyId, usage: 'training', batch: 0, publicKey: key.raw })
  desk.server.now += 1
  await desk.server.publish()
  await pullKnowledge(desk.link)
  const digits = await signPassCode({ programme: 7, batch: 8, pass: 2, cheque: 0 }, key.keyId, key.privateKey)
  const text = passCodeText(desk.server.address, digits)
  const real = await redeemPass(
    desk.store,
    desk.device,
    { read: await desk.read(text), service: 'basics' },
    desk.now,
  )
  expect(real.verdict.type).toBe('refused:training-pass')
  expect(await checkHandover(desk.store, desk.device, await desk.read(text), desk.now)).toMatchObject({
    ...{ type: 'refused', reason: 'training-pass' },
  })
  const practice = await practise()
  const read = valueOf(await practice.device.read(text, 'scan'))
  expect((await practice.device.handOver([{ read, said: undefined }])).type).toBe('handed-over')
  expect((await practice.device.take({ read, service: 'basics' })).verdict.type).toBe('accepted')
  // Nobody orders training passes: a spare is one like the others.
  const spare = await signPassCode(
    { programme: 7, batch: 8, pass: 101, cheque: 0 },
    key.keyId,
    key.privateKey,
  )
  const other = valueOf(await practice.device.read(passCodeText(desk.server.address, spare), 'scan'))
  expect((await practice.device.handOver([{ read: other, said: undefined }])).type).toBe('handed-over')
  expect(otherPass).not.toHaveBeenCalled()
  practice.devices.store.close()
})

test('[U14] the exercise is left and resumed, a month later too, until somebody begins it anew', async () => {
  const before = await practise()
  await take(before, practicePasses.fresh)
  before.devices.store.close()
  desk.server.now += 30 * DAY
  await desk.server.publish()
  await pullKnowledge(desk.link)
  const after = await practise()
  expect(after.codes).toEqual(before.codes)
  expect(await after.devices.store.entries.count()).toBe(1)
  await after.device.drafts.keep('series', { service: 'basics' })
  await after.beginAnew()
  expect(await after.devices.store.entries.count()).toBe(0)
  expect(await after.device.drafts.read('series')).toBeUndefined()
  expect((await take(after, practicePasses.fresh)).verdict.type).toBe('accepted')
  after.devices.store.close()
})

test('[U27] the exercise has keys of its own and no secret of the device, and leaves with it', async () => {
  const practice = await practise()
  const enrolment = await enrolmentOf(desk.store, desk.device)
  if (!enrolment) throw new Error('not enrolled')
  const [practising] = await practice.devices.store.enrolments.toArray()
  expect(practising?.keyId).not.toEqual(enrolment.keyId)
  const keyOf = async ({ publicKey }: CryptoKeyPair) => new Uint8Array(await exportPublicKey(publicKey))
  expect(practising && (await keyOf(practising.keys))).not.toEqual(await keyOf(enrolment.keys))
  expect([practising?.ticket, practising?.exportKey, practising?.acknowledged]).toEqual(
    Array(3).fill(undefined),
  )
  // Still open in another tab: it lets go.
  expect(await namesOf(desk.indexedDB)).toContain('carnet-practice')
  expect((await retireDevice(startSync(desk.link))).ok).toBe(true)
  expect(await namesOf(desk.indexedDB)).not.toContain('carnet-practice')
})

test('[U27] acts that would be lost keep the device, and its exercise', async () => {
  const practice = await practise()
  practice.devices.store.close()
  const read = await desk.read()
  await redeemPass(desk.store, desk.device, { read, service: 'basics' }, desk.now)
  expect((await retireDevice(startSync(desk.link))).ok).toBe(false)
  expect(await namesOf(desk.indexedDB)).toContain('carnet-practice')
})

async function namesOf(indexedDB: IDBFactory) {
  return (await indexedDB.databases()).map(({ name }) => name)
}
