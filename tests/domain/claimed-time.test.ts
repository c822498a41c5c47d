import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeByTime } from '#domain/claimed-time.ts'
import { judgeConformance, type Conformance } from '#domain/conformance.ts'
import { DAY, MINUTE } from '#domain/instant.ts'
import { decideRedemption } from '#domain/redemption.ts'
import { deviceClock } from '#client/store/clock.ts'
import { aClaim, aKnowledge, noon, ownActs } from '#tests/support/builders.ts'

/** Conformant from an instant on. */
function from(first: number) {
  return (at: number): Conformance => (at >= first ? 'conformant' : 'not-conformant')
}

/** Conformant until an instant. */
function until(last: number) {
  return (at: number): Conformance => (at <= last ? 'conformant' : 'not-conformant')
}

describe('the time that an act claims', () => {
  test('[C20] is believed between the head that it cites and its arrival', () => {
    const times = { claimed: noon, recorded: noon + DAY, headIssuedAt: noon - DAY }
    expect(judgeByTime(times, from(noon))).toBe('conformant')
    expect(judgeByTime(times, from(noon + 1))).toBe('not-conformant')
    expect(judgeByTime({ ...times, headIssuedAt: undefined }, until(noon - 1))).toBe('not-conformant')
  })

  test('[C21] before its head makes an act at own risk at best, judged by the head’s instant', () => {
    const times = { claimed: noon - DAY, recorded: noon + DAY, headIssuedAt: noon }
    expect(judgeByTime(times, from(noon))).toBe('at-own-risk')
    expect(judgeByTime(times, until(noon - 1))).toBe('not-conformant')
    expect(judgeByTime({ ...times, claimed: noon }, from(noon))).toBe('conformant')
  })

  test('[C22] after its arrival is its arrival; what only the later time allows is at own risk', () => {
    const times = { claimed: noon + 3 * DAY, recorded: noon, headIssuedAt: noon - DAY }
    expect(judgeByTime(times, until(noon))).toBe('conformant')
    expect(judgeByTime(times, from(noon + 1))).toBe('at-own-risk')
    expect(judgeByTime(times, from(noon + 4 * DAY))).toBe('not-conformant')
  })
})

const error = fc.integer({ min: -400 * DAY, max: 400 * DAY })

/** A tablet with our app: its clock is wrong somehow, was measured or not, and was set anew or not since. */
const tablets = fc.record({
  wrongBy: error,
  measured: fc.boolean(),
  setBy: fc.oneof(fc.constant(0), error, fc.integer({ min: -9 * DAY, max: 9 * DAY })),
  /** Since its last contact and the head that it holds, and from the act to its arrival. */
  since: fc.oneof(fc.integer({ min: 0, max: 30 * DAY }), fc.integer({ min: 0, max: DAY })),
  travels: fc.oneof(fc.integer({ min: 0, max: 60 * DAY }), fc.integer({ min: 0, max: MINUTE })),
  /** When the pass begins and ends to be valid, before or after the act. */
  firstDay: fc.oneof(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 0, max: 9 })),
  days: fc.integer({ min: 0, max: 40 }),
})

test('[C23] whatever its clock says, no act of an honest tablet is turned away', () => {
  fc.assert(
    fc.property(tablets, ({ wrongBy, measured, setBy, since, travels, firstDay, days }) => {
      const head = noon - since
      const own = noon + wrongBy
      const clock = deviceClock(
        { clock: { offset: measured ? -wrongBy : null, measuredAt: 0, floor: head } },
        () => own + setBy,
        head,
      )
      const day = (offset: number) => new Date(noon + offset * DAY).toISOString().slice(0, 10)
      const known = aKnowledge({ head: { number: 12, issuedAt: head } })
      const batch = known.batch && { ...known.batch, firstDay: day(firstDay), endDay: day(firstDay + days) }
      const knowledge = { ...known, batch }
      const shown = decideRedemption(knowledge, ownActs(), aClaim(), clock).type
      if (shown.startsWith('refused:')) return
      const times = { claimed: clock.at, recorded: noon + travels, headIssuedAt: head }
      const judged = judgeByTime(times, (at) =>
        judgeConformance({
          shown,
          expected: decideRedemption(knowledge, ownActs(), aClaim(), {
            at,
            verified: clock.verified && shown !== 'deferred:clock-unverified',
          }),
          citesOlderHead: false,
          headIsForgotten: false,
          unitsArePrice: true,
          proofHolds: true,
        }),
      )
      expect(judged).not.toBe('not-conformant')
      const isRight = measured && Math.abs(setBy) === 0
      if (isRight && shown === 'accepted') expect(judged).toBe('conformant')
    }),
    { numRuns: 2000 },
  )
})

test('[C23] a clock three days wrong of which the error is known is as good as a right one', () => {
  for (const wrongBy of [-3 * DAY, 3 * DAY]) {
    const clock = deviceClock(
      { clock: { offset: -wrongBy, measuredAt: 0, floor: noon - MINUTE } },
      () => noon + wrongBy,
      noon - MINUTE,
    )
    expect(clock).toMatchObject({ at: noon, verified: true })
    const times = { claimed: clock.at, recorded: noon, headIssuedAt: noon - MINUTE }
    expect(judgeByTime(times, until(noon))).toBe('conformant')
    expect(judgeByTime(times, from(noon))).toBe('conformant')
  }
})
