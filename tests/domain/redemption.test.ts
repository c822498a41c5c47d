import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '#domain/instant.ts'
import { type Knowledge, type OwnActs } from '#domain/knowledge.ts'
import { passStates } from '#domain/pass.ts'
import { defaultOfflineRules } from '#domain/programme.ts'
import { decideRedemption, repeatsWithin, unitsToTake, type Claim } from '#domain/redemption.ts'
import { deferrals, isDeferred, isRefused, isYes, refusals, verdictTypes } from '#domain/verdict.ts'
import {
  aBatch,
  aBooklet,
  aBookletPass,
  aClaim,
  aClaimOfCheque,
  aClock,
  aKnowledge,
  anOwnUse,
  aPass,
  aProgramme,
  aStructure,
  noon,
  ownActs,
} from '#tests/support/builders.ts'

describe('what is in hand', () => {
  test('[V1] a code of another programme is refused', () => {
    expect(answer({}, {}, { programme: 8 })).toBe('refused:other-programme')
  })

  test('[V2] a batch or a pass that the device does not know is deferred, never refused', () => {
    expect(answer({ batch: undefined })).toBe('deferred:unknown-batch')
    expect(answer({ pass: undefined })).toBe('deferred:unknown-batch')
    expect(answer({ batch: undefined, pass: undefined, head: undefined })).toBe('deferred:unknown-batch')
  })

  test('[V3] a training pass is refused', () => {
    expect(answer({ batch: aBatch({ training: true }) })).toBe('refused:training-pass')
  })

  test('[V4] the cover of a booklet never pays, a card pays with its only code', () => {
    expect(answer({ batch: aBooklet() }, {}, aClaimOfCheque(0))).toBe('refused:cover-does-not-pay')
    expect(answer({ batch: aBooklet() }, {}, aClaimOfCheque(1))).toBe('accepted')
    expect(answer()).toBe('accepted')
  })

  test('[V4] a cheque pays one unit whatever the service costs, a card pays the price', () => {
    expect([unitsToTake('booklet', 3), unitsToTake('card', 3), unitsToTake('card', 1)]).toEqual([1, 3, 1])
  })
})

describe('dates', () => {
  test('[V5] before its first day a pass is refused, in the calendar of the programme', () => {
    const batch = aBatch({ firstDay: '2026-11-24' })
    expect(answer({ batch }, {}, {}, '2026-11-23T22:59:59.999Z')).toBe('refused:not-yet-valid')
    expect(answer({ batch }, {}, {}, '2026-11-23T23:00:00.000Z')).toBe('accepted')
  })

  test('[V5] the last day of use, thirty days after the end, lasts until midnight in the zone', () => {
    const batch = aBatch({ endDay: '2026-10-24' })
    expect(answer({ batch }, {}, {}, '2026-11-23T22:59:59.999Z')).toBe('accepted')
    expect(answer({ batch }, {}, {}, '2026-11-23T23:00:00.000Z')).toBe('refused:expired')
  })

  test('[V5] another zone ends the same day at another instant', () => {
    const batch = aBatch({ endDay: '2026-10-24' })
    const programme = aProgramme({ timeZone: 'America/Martinique' })
    expect(answer({ batch, programme }, {}, {}, '2026-11-24T03:59:59.999Z')).toBe('accepted')
    expect(answer({ batch, programme }, {}, {}, '2026-11-24T04:00:00.000Z')).toBe('refused:expired')
  })

  test('[V5] the change of summer time neither adds nor takes an hour of the last day', () => {
    const batch = aBatch({ endDay: '2026-09-25' })
    expect(answer({ batch }, {}, {}, '2026-10-25T22:59:59.999Z')).toBe('accepted')
    expect(answer({ batch }, {}, {}, '2026-10-25T23:00:00.000Z')).toBe('refused:expired')
  })

  test('[V6] a venue accepts only within the days of its qualification', () => {
    const structure = aStructure({
      qualifications: [{ from: '2026-11-23', to: '2026-11-23', services: ['basics'] }],
    })
    expect(answer({ structure }, {}, {}, '2026-11-22T22:59:59.999Z')).toBe('refused:venue-not-qualified')
    expect(answer({ structure }, {}, {}, '2026-11-22T23:00:00.000Z')).toBe('accepted')
    expect(answer({ structure }, {}, {}, '2026-11-23T22:59:59.999Z')).toBe('accepted')
    expect(answer({ structure }, {}, {}, '2026-11-23T23:00:00.000Z')).toBe('refused:venue-not-qualified')
    expect(answer({ structure: aStructure({ qualifications: [] }) })).toBe('refused:venue-not-qualified')
  })

  test('[V6] a venue delivers only the services of its qualification and of the programme', () => {
    const qualified = (services: string[]) =>
      aStructure({ qualifications: [{ from: '2026-01-01', to: '2026-12-31', services }] })
    expect(answer({ structure: qualified(['workshop']) })).toBe('refused:service-not-covered')
    expect(answer({ structure: qualified(['old']) }, {}, { service: 'old' })).toBe(
      'refused:service-not-covered',
    )
  })

  test('[V7] with an unverified clock no date refuses: the verdict is deferred', () => {
    const dates = { firstDay: '2026-11-24', endDay: '2026-12-31' }
    const unverified = aClock({ verified: false })
    const cases: Partial<Knowledge>[] = [
      { batch: aBatch(dates) },
      { batch: aBatch({ endDay: '2026-01-31' }) },
      { structure: aStructure({ qualifications: [] }) },
    ]
    for (const changes of cases) {
      expect(decideRedemption(aKnowledge(changes), ownActs(), aClaim(), unverified).type).toBe(
        'deferred:clock-unverified',
      )
    }
    expect(decideRedemption(aKnowledge(), ownActs(), aClaim(), unverified).type).toBe('accepted')
  })

  test('[K172] a date refuses only what it refuses at the earliest instant too', () => {
    const over = aKnowledge({ batch: aBatch({ endDay: '2026-10-23' }) })
    const at = (day: string) => Date.parse(`${day}T12:00:00Z`)
    const answer = (now: string, earliest: string) =>
      decideRedemption(over, ownActs(), aClaim(), { at: at(now), verified: true, earliest: at(earliest) })
        .type
    expect(answer('2026-11-24', '2026-11-23')).toBe('refused:expired')
    expect(answer('2026-11-24', '2026-11-22')).toBe('deferred:clock-unverified')
    expect(answer('2026-11-22', '2026-11-21')).toBe('accepted')
  })

  test('[V7] whatever the state and the time, an unverified clock gives none of the dated refusals', () => {
    const dated = new Set(['expired', 'not-yet-valid', 'venue-not-qualified', 'not-active'])
    fc.assert(
      fc.property(situation, fc.integer({ min: -900, max: 900 }), ({ knowledge, own, claim }, days) => {
        const { type } = decideRedemption(knowledge, own, claim, {
          at: noon + days * DAY,
          verified: false,
        })
        expect(dated.has(type.replace('refused:', ''))).toBe(false)
      }),
    )
  })
})

describe('the state of a pass', () => {
  test.each(['suspended', 'closed'] as const)(
    '[V8] a pass that is %s is refused, even handed out here',
    (state) => {
      expect(answer({ pass: aPass({ state }) })).toBe(`refused:${state}`)
      expect(answer({ pass: aPass({ state }) }, { handedOver: { at: noon } })).toBe(`refused:${state}`)
    },
  )

  test('[V9] a cheque pays once: used by the list, or used here', () => {
    const batch = aBooklet()
    const pass = aBookletPass([2, 5])
    expect(answer({ batch, pass }, {}, aClaimOfCheque(5))).toBe('refused:cheque-used')
    expect(answer({ batch, pass }, {}, aClaimOfCheque(4))).toBe('accepted')
    expect(answer({ batch, pass: aBookletPass([1]) }, {}, aClaimOfCheque(1))).toBe('refused:cheque-used')
    const own = { uses: [anOwnUse({ cheque: 4 })] }
    expect(answer({ batch, pass }, own, aClaimOfCheque(4))).toBe('refused:cheque-used')
  })

  test('[V9] a cheque whose use was undone here is free again, unless somebody else took it', () => {
    const batch = aBooklet()
    const undone = { cheque: 4, voided: 'not-in-list' } as const
    const listed = { uses: [anOwnUse({ ...undone, inList: true })] }
    expect(answer({ batch, pass: aBookletPass([4]) }, listed, aClaimOfCheque(4))).toBe('accepted')
    const neverListed = { uses: [anOwnUse({ ...undone, inList: false })] }
    expect(answer({ batch, pass: aBookletPass([4]) }, neverListed, aClaimOfCheque(4))).toBe(
      'refused:cheque-used',
    )
  })

  test('[V10] fewer units left than the price is refused', () => {
    expect(answer({ pass: aPass({ used: 9 }) })).toBe('accepted')
    expect(answer({ pass: aPass({ used: 10 }) })).toBe('refused:insufficient-balance')
    const workshop = { service: 'workshop', units: 3 }
    expect(answer({ pass: aPass({ used: 7 }) }, {}, workshop)).toBe('accepted')
    expect(answer({ pass: aPass({ used: 8 }) }, {}, workshop)).toBe('refused:insufficient-balance')
    const own = { uses: [anOwnUse()] }
    expect(answer({ pass: aPass({ used: 9 }) }, own)).toBe('refused:insufficient-balance')
  })

  test('[V10] a cheque taken both here and elsewhere is counted once: another cheque still pays', () => {
    const batch = aBooklet({ units: 2 })
    const own = { uses: [anOwnUse({ cheque: 1 })] }
    const verdict = answer({ batch, pass: aBookletPass([1]) }, own, aClaimOfCheque(2))
    expect(verdict).toBe('deferred:limit-reached')
  })

  test('[V11] a pass that is not active is refused while the head is younger than a day, deferred afterwards', () => {
    const pass = aPass({ state: 'not-active' })
    expect(answer({ pass, head: headOfAge(DAY - 1) })).toBe('refused:not-active')
    expect(answer({ pass, head: headOfAge(DAY) })).toBe('deferred:knowledge-too-old')
    expect(answer({ pass, head: undefined })).toBe('deferred:knowledge-too-old')
  })

  test('[V11] handed out by this device, a pass that the list does not know as active pays', () => {
    const own = { handedOver: { at: noon - HOUR } }
    expect(answer({ pass: aPass({ state: 'not-active' }) }, own)).toBe('accepted')
    expect(decide({ pass: aPass({ state: 'in-stock' }) }, own).note).toBe('none')
  })

  test('[V11] a handover makes nothing active of a batch that is known not to be opened', () => {
    const own = { handedOver: { at: noon - HOUR } }
    const unfunded = { batch: aBatch({ opened: false }), pass: aPass({ state: 'not-active' }) }
    expect(answer({ ...unfunded, head: headOfAge(DAY - 1) }, own)).toBe('refused:not-active')
    expect(answer({ ...unfunded, head: headOfAge(DAY) }, own)).toBe('accepted')
  })

  test('[V12] a pass without a known handover is accepted with a note, ten of them at most', () => {
    const pass = aPass({ state: 'in-stock' })
    expect(decide({ pass })).toEqual({ type: 'accepted', remaining: 9, note: 'handover-not-known' })
    expect(decide()).toMatchObject({ type: 'accepted', note: 'none' })
    expect(answer({ pass }, { inStockPasses: 9 })).toBe('accepted')
    expect(answer({ pass }, { inStockPasses: 10 })).toBe('deferred:limit-reached')
    expect(answer({}, { inStockPasses: 10 })).toBe('accepted')
  })

  test('[V12] a second unit of a pass that is one of the ten is not an eleventh', () => {
    const programme = aProgramme({ rules: { ...defaultOfflineRules, unitsPerPass: 2 } })
    const own = { uses: [anOwnUse()], inStockPasses: 10 }
    expect(answer({ programme, pass: aPass({ state: 'in-stock' }) }, own)).toBe('accepted')
  })

  test('[V13] knowledge of ten days, or none, cannot say', () => {
    expect(answer({ head: headOfAge(10 * DAY - 1) })).toBe('accepted')
    expect(answer({ head: headOfAge(10 * DAY) })).toBe('deferred:knowledge-too-old')
    expect(answer({ head: undefined })).toBe('deferred:knowledge-too-old')
  })

  test('[V13] an older head never turns into a refusal that a fresh one would not give', () => {
    fc.assert(
      fc.property(situation, ages, ages, ({ knowledge, own, claim, clock }, one, other) => {
        const [fresh, old] = [Math.min(one, other), Math.max(one, other)]
        const young = decideRedemption({ ...knowledge, head: headOfAge(fresh) }, own, claim, clock).type
        const aged = decideRedemption({ ...knowledge, head: headOfAge(old) }, own, claim, clock).type
        if (isRefused(aged)) expect(aged).toBe(young)
        if (isYes(aged)) expect(aged).toBe(young)
      }),
    )
  })

  test('[V14] a pass under watch is deferred, even handed out here', () => {
    expect(answer({ pass: aPass({ state: 'watch' }) })).toBe('deferred:watch')
    expect(answer({ pass: aPass({ state: 'watch' }) }, { handedOver: { at: noon } })).toBe('deferred:watch')
  })
})

describe('limits of a device', () => {
  test('[V15] one unit of a pass beyond the list, then it cannot say until the list counts it', () => {
    expect(answer({}, { uses: [anOwnUse()] })).toBe('deferred:limit-reached')
    expect(answer({ pass: aPass({ used: 1 }) }, { uses: [anOwnUse({ inList: true })] })).toBe('accepted')
    expect(answer({}, { uses: [anOwnUse({ voided: 'in-list' })] })).toBe('accepted')
    expect(answer({}, { uses: [anOwnUse({ voided: 'not-in-list' })] })).toBe('accepted')
  })

  test('[V15] one act when the service costs more than one unit', () => {
    const workshop = { service: 'workshop', units: 3 }
    expect(answer({}, {}, workshop)).toBe('accepted')
    expect(answer({}, { uses: [anOwnUse({ units: 3, service: 'workshop' })] }, workshop)).toBe(
      'deferred:limit-reached',
    )
  })

  test('[V22] what was undone here while the list counts it is no credit for a second unit beyond the list', () => {
    const undone = anOwnUse({ inList: true, voided: 'not-in-list' })
    const pass = aPass({ used: 1 })
    expect(answer({ pass }, { uses: [undone] })).toBe('accepted')
    expect(answer({ pass }, { uses: [undone, anOwnUse()] })).toBe('deferred:limit-reached')
    expect(decide({ pass }, { uses: [undone, anOwnUse()] }).remaining).toBe(9)
  })

  test('[V15] the programme may allow more units', () => {
    const programme = aProgramme({ rules: { ...defaultOfflineRules, unitsPerPass: 2 } })
    expect(answer({ programme }, { uses: [anOwnUse()] })).toBe('accepted')
    expect(answer({ programme }, { uses: [anOwnUse(), anOwnUse()] })).toBe('deferred:limit-reached')
  })

  test('[V16] sixty units or €600 since the last exchange, then it cannot say', () => {
    expect(answer({}, { unitsSinceExchange: 59 })).toBe('accepted')
    expect(answer({}, { unitsSinceExchange: 60 })).toBe('deferred:limit-reached')
    const programme = aProgramme({
      unitCents: 2000,
      funders: [{ id: 'metropole', name: 'Métropole', centsPerUnit: 2000 }],
    })
    expect(answer({ programme }, { unitsSinceExchange: 29 })).toBe('accepted')
    expect(answer({ programme }, { unitsSinceExchange: 30 })).toBe('deferred:limit-reached')
  })

  test('[V16] a service that costs three counts three', () => {
    const workshop = { service: 'workshop', units: 3 }
    expect(answer({}, { unitsSinceExchange: 57 }, workshop)).toBe('accepted')
    expect(answer({}, { unitsSinceExchange: 58 }, workshop)).toBe('deferred:limit-reached')
  })

  test('[V16] a ceiling of zero, as a head sets it when the contingency is empty, defers everything', () => {
    const programme = aProgramme({ rules: { ...defaultOfflineRules, unitsPerDevice: 0 } })
    expect(answer({ programme })).toBe('deferred:limit-reached')
  })
})

describe('the verdict', () => {
  test('[V17] a yes says what is left after it, another verdict what is left', () => {
    const own = { uses: [anOwnUse({ at: noon - DAY })] }
    expect(decide({ pass: aPass({ used: 2 }) }).remaining).toBe(7)
    expect(decide({ pass: aPass({ used: 2 }) }, own).remaining).toBe(7)
    expect(decide({ pass: aPass({ used: 2, state: 'closed' }) }).remaining).toBe(8)
    expect(decide({ pass: undefined }).remaining).toBeUndefined()
  })

  test('[V17] the units left are never below zero nor above those of the pass', () => {
    fc.assert(
      fc.property(situation, ({ knowledge, own, claim, clock }) => {
        const { remaining } = decideRedemption(knowledge, own, claim, clock)
        const units = knowledge.batch?.units ?? 0
        expect(remaining === undefined || (remaining >= 0 && remaining <= units)).toBe(true)
      }),
    )
  })

  test('[V18] more units used never turn a no into a yes', () => {
    fc.assert(
      fc.property(situation, fc.nat({ max: 12 }), ({ knowledge, own, claim, clock }, more) => {
        const { pass } = knowledge
        if (!pass) return
        const next = { ...pass, used: pass.used + more }
        const before = decideRedemption(knowledge, own, claim, clock).type
        const after = decideRedemption({ ...knowledge, pass: next }, own, claim, clock).type
        expect(kindness(after)).toBeLessThanOrEqual(kindness(before))
      }),
    )
  })

  test('[V18] one more act of this device never turns a no into a yes', () => {
    fc.assert(
      fc.property(situation, ({ knowledge, own, claim, clock }) => {
        const more = {
          ...own,
          uses: [...own.uses, anOwnUse()],
          unitsSinceExchange: own.unitsSinceExchange + 1,
        }
        const before = decideRedemption(knowledge, own, claim, clock).type
        const after = decideRedemption(knowledge, more, claim, clock).type
        expect(kindness(after)).toBeLessThanOrEqual(kindness(before))
      }),
    )
  })

  test('[V18] a verdict hangs on its arguments alone', () => {
    fc.assert(
      fc.property(situation, ({ knowledge, own, claim, clock }) => {
        const once = decideRedemption(knowledge, own, claim, clock)
        expect(decideRedemption(knowledge, own, claim, clock)).toEqual(once)
      }),
    )
  })

  test('[V20] the same pass and service again within ten minutes asks first', () => {
    const asked = (at: number, changes = {}) =>
      repeatsWithin(aKnowledge(), ownActs({ uses: [anOwnUse({ at, ...changes })] }), aClaim(), aClock())
    expect(asked(noon - 10 * MINUTE + 1)).toMatchObject({ at: noon - 10 * MINUTE + 1 })
    expect(asked(noon - 10 * MINUTE)).toBeUndefined()
    expect(asked(noon - MINUTE, { service: 'workshop' })).toBeUndefined()
    expect(asked(noon - MINUTE, { voided: 'not-in-list' })).toBeUndefined()
    expect(asked(noon - MINUTE, { cheque: 2 })).toBeUndefined()
  })

  test('[V21] every verdict is a yes, a deferral or a refusal, and only one of them', () => {
    expect(verdictTypes).toHaveLength(2 + deferrals.length + refusals.length)
    for (const type of verdictTypes) {
      expect([isYes(type), isDeferred(type), isRefused(type)].filter(Boolean)).toEqual([true])
    }
  })
})

function decide(
  changes: Partial<Knowledge> = {},
  own: Partial<OwnActs> = {},
  claim: Partial<Claim> = {},
  at?: string,
) {
  const now = at === undefined ? noon : Date.parse(at)
  const head = { number: 12, issuedAt: now - HOUR }
  return decideRedemption(aKnowledge({ head, ...changes }), ownActs(own), aClaim(claim), aClock({ at: now }))
}

function answer(...asked: Parameters<typeof decide>) {
  return decide(...asked).type
}

function headOfAge(age: number) {
  return { number: 12, issuedAt: noon - age }
}

/** A refusal is 0, "cannot say" is 1, a yes is 2. */
function kindness(type: (typeof verdictTypes)[number]): number {
  return isYes(type) ? 2 : isDeferred(type) ? 1 : 0
}

const ages = fc.integer({ min: 0, max: 20 * DAY })

const uses = fc.array(
  fc.record({
    units: fc.integer({ min: 1, max: 3 }),
    cheque: fc.constant(0),
    service: fc.constant('basics'),
    at: fc.constant(noon - HOUR),
    inList: fc.boolean(),
    voided: fc.constantFrom('no', 'not-in-list', 'in-list'),
  }),
  { maxLength: 3 },
)

/** Any card of one programme in front of any device that acted before. */
const situation = fc
  .record({
    state: fc.constantFrom(...passStates),
    used: fc.nat({ max: 10 }),
    units: fc.constantFrom(1, 3),
    endDay: fc.constantFrom('2026-10-01', '2026-10-24', '2026-12-31'),
    age: ages,
    verified: fc.boolean(),
    own: fc.record({
      uses,
      handedOver: fc.constantFrom(undefined, { at: noon - HOUR }),
      unitsSinceExchange: fc.nat({ max: 70 }),
      inStockPasses: fc.nat({ max: 12 }),
    }),
  })
  .map(({ state, used, units, endDay, age, verified, own }) => {
    const mine = own.uses.filter(({ inList, voided }) => inList && voided === 'not-in-list')
    const counted = mine.reduce((sum, use) => sum + use.units, 0)
    return {
      knowledge: aKnowledge({
        batch: aBatch({ endDay }),
        pass: aPass({ state, used: Math.max(used, counted) }),
        head: headOfAge(age),
      }),
      own,
      claim: aClaim({ units, service: units === 3 ? 'workshop' : 'basics' }),
      clock: aClock({ verified }),
    }
  })
