import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeEntry, entryHash, noPrevious } from '#protocol/journal-entry.ts'
import { actInJournal, type Turn } from '#client/store/journal.ts'
import { asNotSaved } from '#client/store/not-saved.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { storeHead } from '#client/store/stored-heads.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { aPass, valueOf } from '#tests/support/builders.ts'
import { heldBy, openDesk, openStoreIn, type Desk } from './a-desk.ts'

test('[J12] acts of two tabs at once make one chain, without a gap, each linked to the one before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), async (tabs) => {
      const desk = await openDesk()
      const read = await desk.read()
      const other = await openStoreIn(desk.indexedDB)
      await Promise.all(
        tabs.map((second) =>
          redeemPass(second ? other : desk.store, desk.device, { read, service: 'basics' }, desk.now),
        ),
      )
      const rows = await desk.store.entries.toArray()
      expect(rows.map(({ sequence }) => sequence)).toEqual(tabs.map((_, i) => i + 1))
      rows.forEach(({ bytes, hash }, i) => {
        expect(hash).toEqual(entryHash(bytes))
        expect(valueOf(decodeEntry(bytes)).previous).toEqual(rows[i - 1]?.hash ?? noPrevious)
      })
    }),
    { numRuns: 10 },
  )
})

test('[J12] two tabs together never take more of a pass than one would', async () => {
  const desk = await openDesk()
  const asked = { read: await desk.read(), service: 'basics' }
  const other = await openStoreIn(desk.indexedDB)
  const redeemed = await Promise.all(
    [desk.store, other].map((store) => redeemPass(store, desk.device, asked, desk.now)),
  )
  const verdicts = redeemed.map(({ verdict }) => verdict.type)
  expect(verdicts.toSorted()).toEqual(['accepted', 'deferred:limit-reached'])
})

test('[J13] an act that breaks off leaves nothing, and the next one continues the chain', async () => {
  const desk = await openDesk()
  const before = await desk.store.enrolments.get(desk.device)
  const brokenOff = actInJournal(desk.store, desk.device, desk.now, async (turn) => {
    await appendRefusal(turn)
    await turn.see({ batch: 3, pass: 4, units: 10, remaining: 10, state: 'active' })
    throw new Error('the tab dies here')
  })
  await expect(brokenOff).rejects.toMatchObject({ notSaved: 'store-broken' })
  expect(await desk.store.entries.count()).toBe(0)
  expect(await desk.store.passes.count()).toBe(0)
  expect(await desk.store.enrolments.get(desk.device)).toEqual(before)
  const next = await actInJournal(desk.store, desk.device, desk.now, appendRefusal)
  expect(next.sequence).toBe(1)
})

test('[K174] a store that was closed is opened again, and the act is saved once', async () => {
  const desk = await openDesk()
  const read = await desk.read()
  desk.store.close()
  const { entry } = await redeemPass(desk.store, desk.device, { read, service: 'basics' }, desk.now)
  expect(entry.sequence).toBe(1)
  expect(await desk.store.entries.count()).toBe(1)
})

test.each([
  [named('QuotaExceededError', 'quota'), 'no-space'],
  [
    Object.assign(named('AbortError', 'aborted'), { inner: named('DataError', 'Failed to write blobs') }),
    'no-space',
  ],
  [named('UnknownError', 'Connection to Indexed Database server lost'), 'store-broken'],
])('[J13] %s means not saved: %s', (error, reason) => {
  expect(asNotSaved(error).notSaved).toBe(reason)
})

test('[J14] an entry cites the newest head, also when another tab has just pulled it', async () => {
  const desk = await openDesk()
  const read = await desk.read()
  await heldBy(desk)
  desk.server.passes.set('3/4', aPass({ used: 10 }))
  desk.server.now += 60_000
  await desk.server.publish()
  await pullKnowledge({ ...desk.link, store: await openStoreIn(desk.indexedDB) })
  const { entry, verdict } = await redeemPass(desk.store, desk.device, { read, service: 'basics' }, desk.now)
  expect(verdict.type).toBe('refused:insufficient-balance')
  expect(valueOf(decodeEntry(entry.bytes)).head).toBe(2)
})

test('[J14] a head that is stored while an act is decided is the one that the act is decided on', async () => {
  const desk = await openDesk()
  const asked = { read: await desk.read(), service: 'basics' }
  const other = await openStoreIn(desk.indexedDB)
  const held = await desk.store.heads.get(desk.device)
  if (!held) throw new Error('no head')
  const redeeming = redeemPass(desk.store, desk.device, asked, desk.now)
  const next = { ...held, head: { ...held.head, number: 2, issuedAt: held.head.issuedAt + 1 } }
  expect(await storeHead(other, { next, contents: new Map() })).toBe(true)
  expect(await desk.store.entries.count()).toBe(0)
  expect(valueOf(decodeEntry((await redeeming).entry.bytes)).head).toBe(2)
})

test('[J15] a refusal is counted, and takes nothing', async () => {
  const desk = await openDesk()
  const { verdict, entry } = await redeemPass(
    desk.store,
    desk.device,
    { read: await desk.read(), service: 'dance' },
    desk.now,
  )
  expect(verdict).toEqual({ type: 'refused:service-not-covered', remaining: 10, note: 'none' })
  expect(entry).toMatchObject({ kind: 'refusal', reason: 'service-not-covered', units: 0 })
  expect(await desk.store.passes.toArray()).toMatchObject([{ batch: 3, pass: 4, remaining: 10 }])
})

test('[J15] before it knows anything, a device says so and writes nothing', async () => {
  const desk: Desk = await openDesk()
  const asked = { read: await desk.read(), service: 'basics' }
  await desk.store.heads.clear()
  await expect(redeemPass(desk.store, desk.device, asked, desk.now)).rejects.toMatchObject({
    notSaved: 'nothing-known',
  })
  await expect(redeemPass(desk.store, 'nobody', asked, desk.now)).rejects.toMatchObject({
    notSaved: 'not-enrolled',
  })
})

async function appendRefusal(turn: Turn) {
  return turn.append({ kind: 'refusal', body: { code: [3, 4, 0], service: '', reason: 'closed' } })
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name })
}
