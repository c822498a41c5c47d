import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  asksAfter,
  beginSession,
  extendSession,
  mostExtensions,
  presenceAt,
  touchSession,
  waitsFor,
  type Session,
} from '#client/features/balance/kiosk/presence.ts'

test('[B40] after sixty seconds without a touch a person is asked, has at least twenty to answer, and is then gone', () => {
  const session = beginSession(1000)
  expect([asksAfter, waitsFor >= 20_000]).toEqual([60_000, true])
  expect(presenceAt(session, 1000 + asksAfter - 1).type).toBe('present')
  expect(presenceAt(session, 1000 + asksAfter)).toEqual({
    type: 'asked',
    until: 1000 + asksAfter + waitsFor,
    mayContinue: true,
  })
  expect(presenceAt(session, 1000 + asksAfter + waitsFor - 1).type).toBe('asked')
  expect(presenceAt(session, 1000 + asksAfter + waitsFor).type).toBe('gone')
})

test('[B41] a person may say ten times in a row that they are there, and an act begins the count again', () => {
  const said = Array.from({ length: mostExtensions }).reduce<Session>(askedAndExtended, beginSession(0))
  expect(said.extensions).toBe(10)
  const next = said.touchedAt + asksAfter
  expect(presenceAt(said, next)).toMatchObject({ type: 'asked', mayContinue: false })
  expect(extendSession(said, next)).toEqual(said)
  expect(presenceAt(touchSession(said, next), next + asksAfter)).toMatchObject({ mayContinue: true })
})

test('[B41] nobody is gone without having been asked for twenty seconds, whatever they do before', () => {
  const acts = fc.array(fc.tuple(fc.constantFrom('touch', 'extend'), fc.integer({ min: 0, max: 79_999 })))
  fc.assert(
    fc.property(acts, (drawn) => {
      let session = beginSession(0)
      for (const [act, after] of drawn) {
        const at = session.touchedAt + after
        session = act === 'touch' ? touchSession(session, at) : extendSession(session, at)
      }
      const seen = (after: number) => presenceAt(session, session.touchedAt + after).type
      expect([seen(0), seen(asksAfter - 1), seen(asksAfter), seen(asksAfter + 19_999)]).toEqual([
        ...['present', 'present', 'asked', 'asked'],
      ])
      expect(session.extensions).toBeLessThanOrEqual(mostExtensions)
    }),
  )
})

function askedAndExtended(session: Session): Session {
  return extendSession(session, session.touchedAt + asksAfter)
}
