import { describe, expect, test } from 'vitest'
import { MINUTE } from '#domain/instant.ts'
import { nextToPush } from '#client/store/pending-push.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { aPass } from '#tests/support/builders.ts'
import { openDesk } from '#tests/client/store/a-desk.ts'
import { act, deskWithActs, rowOf } from './desk-with-acts.ts'
import { anOutcome } from './fake-server.ts'

describe('what is answered as behind a gap', () => {
  const gap = { answer: 'held', reason: 'gap', outcome: undefined } as const

  test('[S92] goes again with the next pull, also where its chain has passed it since, until it has another answer', async () => {
    const desk = await openDesk()
    await act(desk, 0)
    desk.server.passes.set('3/1', aPass({ used: 10 }))
    desk.server.now += MINUTE
    await desk.server.publish()
    await pullKnowledge(desk.link)
    expect((await act(desk, 1)).kind).toBe('refusal')
    desk.server.judge = () => gap
    await pushEntries(desk.link)
    // Then an old copy of a push closed the gap, while the server could not record them: its chain has both.
    desk.server.judge = () => ({ answer: 'unreadable', reason: 'not-recordable', outcome: undefined })
    await pullKnowledge(desk.link)
    expect(desk.server.entries).toHaveLength(2)
    expect((await nextToPush(desk.store, desk.device)).map(({ sequence }) => sequence)).toEqual([1, 2])
    await pushEntries(desk.link)
    await pullKnowledge(desk.link)
    expect(await nextToPush(desk.store, desk.device)).toEqual([])
    const aside = { answer: { type: 'unreadable', reason: 'not-recordable' } }
    for (const sequence of [1, 2]) expect(await rowOf(desk, sequence)).toMatchObject(aside)
  })

  test('[S93] waits for nothing any more once it has its outcome', async () => {
    const desk = await deskWithActs(1)
    desk.server.judge = () => gap
    await pushEntries(desk.link)
    const { id } = await rowOf(desk, 1)
    desk.server.outcomes.set(id, anOutcome(id, { type: 'covered', coveredUnits: 1 }))
    await pullKnowledge(desk.link)
    expect(await nextToPush(desk.store, desk.device)).toEqual([])
    const recorded = { answer: { type: 'recorded', reason: '' }, outcome: { type: 'covered' } }
    expect(await rowOf(desk, 1)).toMatchObject(recorded)
  })
})
