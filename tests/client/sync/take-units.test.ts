import { expect, test, vi } from 'vitest'
import { HOUR } from '#domain/instant.ts'
import { defaultOfflineRules } from '#domain/programme.ts'
import { openDesk, type Desk } from '#tests/client/store/a-desk.ts'
import { confirmLive } from '#client/sync/live-push.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { notServed, takeUnits } from '#client/sync/take-units.ts'
import type { Sync } from '#client/sync/sync-loop.ts'
import { voidRedemption } from '#client/store/void-redemption.ts'
import { aPass } from '#tests/support/builders.ts'
import { anOutcome, type Judgement } from './fake-server.ts'

test('[S15] without contact, the device’s own verdict is shown', async () => {
  const desk = await openDesk()
  const taken = await take(desk, false)
  expect(taken).toMatchObject({ type: 'answered', verdict: { type: 'accepted', remaining: 9 } })
  expect(desk.server.entries).toHaveLength(0)
})

test.each(['covered', 'honoured'] as const)('[S15] %s in time confirms', async (type) => {
  const desk = await openDesk()
  desk.server.judge = (id) => judged(id, type)
  expect(await take(desk)).toMatchObject({ verdict: { type: 'confirmed', remaining: 9, note: 'none' } })
})

test('[S15] a word that does not come in time leaves the verdict, and goes to the list later', async () => {
  const desk = await openDesk()
  desk.server.judge = (id) => judged(id, 'disputed')
  const answers: (() => void)[] = []
  desk.server.meet = () => new Promise((resolve) => answers.push(() => resolve(undefined)))
  const taking = take(desk)
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  desk.world.pass(799)
  desk.world.pass(1)
  expect(await taking).toMatchObject({ type: 'answered', verdict: { type: 'accepted' } })

  desk.server.meet = async () => undefined
  answers.forEach((answer) => answer())
  await vi.waitFor(async () =>
    expect(await desk.store.entries.get([desk.device, 1])).toMatchObject({ outcome: { type: 'disputed' } }),
  )
  expect(await desk.store.entries.count()).toBe(1)
})

test.each([
  ['the server is in trouble', 503],
  ['the device is not recognised', 401],
])('[S15] when %s, the device’s own verdict is shown', async (_, status) => {
  const desk = await openDesk()
  desk.server.meet = async () => status
  expect(await take(desk)).toMatchObject({ type: 'answered', verdict: { type: 'accepted' } })
})

test.each([
  [judgement('waiting', 'handover-not-known')],
  [{ answer: 'held', reason: 'gap', outcome: undefined }],
] as const)('[S15] to wait is not a no: %j', async (judge) => {
  const desk = await openDesk()
  desk.server.judge = (id) => ({ ...judge, outcome: judge.outcome && { ...judge.outcome, entry: id } })
  expect(await take(desk)).toMatchObject({ type: 'answered', verdict: { type: 'accepted' } })
  expect(await desk.store.entries.count()).toBe(1)
})

test.each([
  [judgement('held', 'fork')],
  [judgement('held', 'contested-by-person')],
  [{ answer: 'held', reason: 'same-id', outcome: undefined }],
  [{ answer: 'unreadable', reason: 'unreadable', outcome: undefined }],
  [{ answer: 'unreadable', reason: 'not-recordable', outcome: undefined }],
] as const)('[S70] what is kept for a person is no answer to the one who stands here: %j', async (judge) => {
  const desk = await openDesk()
  desk.server.judge = (id) => ({ ...judge, outcome: judge.outcome && { ...judge.outcome, entry: id } })
  expect(await take(desk)).toMatchObject({ type: 'answered', verdict: { type: 'accepted', remaining: 9 } })
  expect(await desk.store.entries.count()).toBe(1)
})

test('[S71] a pass that the server does not know is "cannot say", and takes back no question already asked', async () => {
  const desk = await openDesk()
  desk.server.judge = (id) => ({
    answer: 'recorded',
    outcome: anOutcome(id, { type: 'held', reason: 'unknown-pass' }),
  })
  const taken = await take(desk)
  expect(taken).toMatchObject({ type: 'answered', verdict: { type: 'deferred:unknown-batch' } })
  expect(taken.verdict.remaining).toBeUndefined()
  const again = await take(desk)
  expect(again).toMatchObject({ type: 'answered', verdict: { type: 'deferred:limit-reached', remaining: 9 } })
  expect(await countVoids(desk)).toBe(0)
})

test.each([
  [judgement('disputed', 'no-unit-free'), 'insufficient-balance', 'disputed'],
  [judgement('disputed', 'blocked'), 'suspended', 'disputed'],
  [judgement('disputed', 'closed'), 'closed', 'disputed'],
  [{ answer: 'held', reason: 'revoked', outcome: undefined }, 'venue-not-qualified', 'held'],
] as const)(
  '[S16] a no in time has its void before the refusal is shown: %j',
  async (judge, refusal, word) => {
    const desk = await openDesk()
    desk.server.judge = (id, kind) =>
      kind === 'redemption'
        ? { ...judge, outcome: judge.outcome && { ...judge.outcome, entry: id } }
        : { answer: 'recorded', outcome: anOutcome(id) }
    const taken = await take(desk)
    expect(taken).toMatchObject({
      type: 'withdrawn',
      word,
      verdict: { type: `refused:${refusal}`, remaining: 10 },
    })
    const rows = await desk.store.entries.toArray()
    expect(rows.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['redemption', ''],
      ['void', word],
    ])
  },
)

test.each([
  ['disputed', judgement('disputed', 'no-unit-free')],
  ['held', { answer: 'held', reason: 'revoked', outcome: undefined }],
] as const)(
  '[M41] a no in time has its void where the rules leave nobody the time to undo: %s',
  async (word, judge) => {
    const desk = await openDesk({ rules: { ...defaultOfflineRules, voidsWithin: 0 } })
    desk.server.judge = (id, kind) =>
      kind === 'redemption'
        ? { ...judge, outcome: judge.outcome && { ...judge.outcome, entry: id } }
        : { answer: 'recorded', outcome: anOutcome(id) }
    desk.server.meet = async () => {
      desk.server.now += 300
      return undefined
    }
    expect(await take(desk)).toMatchObject({ type: 'withdrawn', word })
    expect(await desk.store.entries.toArray()).toMatchObject([
      { kind: 'redemption' },
      { kind: 'void', reason: word },
    ])
  },
)

test('[M41] a no in time that also puts the clock of the tablet forward by an hour has its void', async () => {
  const desk = await openDesk()
  desk.server.judge = (id) => judged(id, 'disputed')
  desk.server.meet = async () => {
    desk.server.now += HOUR
    return undefined
  }
  expect(await take(desk)).toMatchObject({ type: 'withdrawn', verdict: { remaining: 10 } })
  expect(await countVoids(desk)).toBe(1)
})

test('[S75] where the void of a no cannot be saved, the act stands as it is and is not said to be unsaved', async () => {
  const desk = await openDesk()
  desk.server.judge = (id) => judged(id, 'disputed')
  desk.store.entries.hook('creating', (_, row) => {
    if (row.kind === 'void') throw new Error('QuotaExceededError')
  })
  const taken = await take(desk)
  expect(taken).toMatchObject({ type: 'answered', verdict: { type: 'accepted', remaining: 9 } })
  expect(await desk.store.entries.toArray()).toMatchObject([
    { kind: 'redemption', undoneBy: undefined, outcome: { type: 'disputed' } },
  ])
})

test('[S17] a deferred act is in the journal before the question, and what was not served gets its void', async () => {
  const desk = await openDesk()
  desk.server.passes.set('3/4', aPass({ state: 'watch' }))
  desk.server.now += 60_000
  await desk.server.publish()
  await pullKnowledge(desk.link)
  const taken = await take(desk, false)
  expect(taken).toMatchObject({ verdict: { type: 'deferred:watch', remaining: 10 }, entry: { sequence: 1 } })
  await notServed(syncOf(desk, false), taken.entry)
  expect(await desk.store.entries.get([desk.device, 2])).toMatchObject({ kind: 'void', reason: 'not-served' })
})

test('[S22] what was not served gets its void however long the question stood', async () => {
  const desk = await openDesk()
  desk.server.passes.set('3/4', aPass({ state: 'watch' }))
  desk.server.now += 60_000
  await desk.server.publish()
  await pullKnowledge(desk.link)
  const taken = await take(desk, false)
  desk.server.now += 60 * 60_000
  await notServed(syncOf(desk, false), taken.entry)
  expect(await desk.store.entries.get([desk.device, 2])).toMatchObject({ kind: 'void', reason: 'not-served' })
})

test('[S17] a deferred act that the server covers in time is a yes', async () => {
  const desk = await openDesk()
  await take(desk)
  const second = await take(desk)
  expect(second).toMatchObject({ verdict: { type: 'confirmed', remaining: 8 } })
})

test('[S18] with a long backlog nobody waits for the server', async () => {
  const desk = await openDesk()
  const { entry } = await take(desk, false)
  await desk.store.entries.bulkAdd(
    Array.from({ length: 100 }, (_, i) => ({ ...entry, sequence: i + 2, id: `${entry.id}-${i}` })),
  )
  expect(await confirmLive(desk.link, entry.id)).toEqual({ type: 'no-answer' })
  expect(desk.server.requests.filter((path) => path === '/api/push')).toHaveLength(0)
})

test('[S18] a void that a person made first is not made twice', async () => {
  const desk = await openDesk()
  desk.server.judge = (id, kind) => (kind === 'void' ? judged(id, 'noted') : judged(id, 'disputed'))
  desk.server.meet = async (path) => {
    if (path === '/api/push' && (await desk.store.entries.count()) === 1) {
      const [entry] = await desk.store.entries.toArray()
      await voidRedemption(desk.store, desk.device, entry?.id ?? '', 'mistake', desk.now)
    }
    return undefined
  }
  expect(await take(desk)).toMatchObject({ type: 'withdrawn' })
  expect(await countVoids(desk)).toBe(1)
})

async function countVoids(desk: Desk): Promise<number> {
  return (await desk.store.entries.toArray()).filter(({ kind }) => kind === 'void').length
}

async function take(desk: Desk, inContact = true) {
  return takeUnits(syncOf(desk, inContact), { read: await desk.read(), service: 'basics' })
}

function syncOf({ link }: Desk, inContact: boolean): Pick<Sync, 'link' | 'inContact'> {
  return { link, inContact: () => inContact }
}

function judged(id: string, type: 'covered' | 'honoured' | 'disputed' | 'noted'): Judgement {
  return { answer: 'recorded', outcome: anOutcome(id, { type, coveredUnits: type === 'covered' ? 1 : 0 }) }
}

function judgement(type: 'waiting' | 'disputed' | 'held', reason: string): Judgement {
  return { answer: 'recorded', outcome: anOutcome('', { type, reason }) }
}
