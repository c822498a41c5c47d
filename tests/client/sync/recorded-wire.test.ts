// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { DAY } from '#domain/instant.ts'
import { knowledgeFinding } from '#client/features/readiness/findings-of.ts'
import { loadKnowledge } from '#client/store/knowledge.ts'
import { enrolDevice } from '#client/sync/enrol-device.ts'
import { aWorld, openStoreIn } from '#tests/client/store/a-desk.ts'
import { saidOn, spokenVersions, wireFixtureOf, type WireFixture } from '#tests/protocol/wire-fixture.ts'
import { valueOf } from '#tests/support/builders.ts'
import { startFakeServer } from './fake-server.ts'

test.each(spokenVersions)(
  '[S62] today’s app enrols at a server of version %i and knows its passes; a year later they are old, not lost',
  async (version) => {
    const fixture = await wireFixtureOf(version)
    const server = await startFakeServer()
    const world = { ...aWorld(server), fetch: answersOf(fixture), now: () => fixture.recordedAt }
    const store = await openStoreIn(new IDBFactory())
    const { enrolment, knowledge } = valueOf(await enrolDevice(store, '7F3K9QWX', 'Tablet', world))
    expect(knowledge).toBe('here')
    const held = await loadKnowledge(store, enrolment.device)
    expect(held?.listByBatch.size).toBe(3)
    expect(held?.structure.id).toBe('desk')
    if (!held) return
    const { rules, timeZone } = held.records.programme
    const aYearLater = { ...rules, timeZone, now: fixture.recordedAt + 365 * DAY }
    expect(knowledgeFinding(held.head, aYearLater).word).toBe('too-old')
  },
  30_000,
)

/** Each answer in its order; the last one again for whoever asks once more. */
function answersOf(fixture: WireFixture): typeof fetch {
  const asked = new Map<string, number>()
  return async (input) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input)
    if (pathname === '/api/nonce') return Response.json({ nonce: 'nonce', serverTime: fixture.recordedAt })
    const said = saidOn(fixture, pathname)
    const turn = asked.get(pathname) ?? 0
    asked.set(pathname, turn + 1)
    const answer = (said[turn] ?? said.at(-1))?.answer
    return answer ? new Response(answer) : new Response(null, { status: 404 })
  }
}
