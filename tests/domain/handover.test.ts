import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideHandover, mayAddPass, mayUndoHandover } from '#domain/handover.ts'
import { DAY, HOUR } from '#domain/instant.ts'
import type { Clock, Knowledge, OwnActs } from '#domain/knowledge.ts'
import { defaultOfflineRules } from '#domain/programme.ts'
import {
  aBatch,
  aBooklet,
  aClock,
  aKnowledge,
  anOwnUse,
  aPass,
  aStructure,
  noon,
  ownActs,
} from '#tests/support/builders.ts'

const inStock = aPass({ state: 'in-stock' })
const mayHandOver = { type: 'may-hand-over', flags: [] }

test('[H1] a pass of another programme is not handed out', () => {
  expect(decide({}, {}, { programme: 8 })).toMatchObject(refused('other-programme'))
})

test('[H2] only a distributor hands out', () => {
  expect(decide({ structure: aStructure({ distributor: false }) })).toMatchObject(
    refused('not-a-distributor'),
  )
  expect(decide()).toEqual(mayHandOver)
})

test('[H3] a pass is handed out once: by this device, with its time, or as the list says', () => {
  expect(decide({}, { handedOver: { at: noon - HOUR } })).toEqual({
    ...refused('already-handed-over-here'),
    at: noon - HOUR,
  })
  expect(decide({ pass: aPass() })).toMatchObject(refused('already-handed-over'))
  expect(decide({ pass: aPass({ state: 'watch' }) })).toMatchObject(refused('already-handed-over'))
  expect(decide({ pass: undefined }, { handedOver: { at: noon } })).toMatchObject(
    refused('already-handed-over-here'),
  )
})

test('[H4] a pass that is suspended, closed or out of date is not handed out', () => {
  expect(decide({ pass: aPass({ state: 'suspended' }) })).toMatchObject(refused('suspended'))
  expect(decide({ pass: aPass({ state: 'closed' }) })).toMatchObject(refused('closed'))
  const batch = aBatch({ endDay: '2026-10-24' })
  expect(decide({ batch }, {}, {}, { at: Date.parse('2026-11-23T22:59:59Z') })).toEqual(mayHandOver)
  expect(decide({ batch }, {}, {}, { at: Date.parse('2026-11-23T23:00:00Z') })).toMatchObject(
    refused('expired'),
  )
})

test('[H4] a clock that nothing vouches for refuses no handover', () => {
  const unverified = { verified: false }
  expect(decide({ batch: aBatch({ endDay: '2026-01-01' }) }, {}, {}, unverified)).toEqual(mayHandOver)
  expect(decide({ pass: aPass({ state: 'not-active' }) }, {}, {}, unverified)).toEqual({
    ...mayHandOver,
    flags: ['stale-knowledge'],
  })
})

test('[K172] a pass is handed out that may not be over yet', () => {
  const batch = aBatch({ endDay: '2026-10-24' })
  const at = Date.parse('2026-11-24T12:00:00Z')
  expect(decide({ batch }, {}, {}, { at, earliest: at - DAY })).toEqual(mayHandOver)
  expect(decide({ batch }, {}, {}, { at, earliest: at - HOUR })).toMatchObject(refused('expired'))
})

test('[H5] a booklet is handed out by its cover', () => {
  expect(decide({ batch: aBooklet() }, {}, { cheque: 3 })).toMatchObject(refused('scan-the-cover'))
  expect(decide({ batch: aBooklet() }, {}, { cheque: 0 })).toEqual(mayHandOver)
})

test('[H6] a batch or a pass that the device does not know is flagged, never refused', () => {
  expect(decide({ batch: undefined })).toEqual({ ...mayHandOver, flags: ['unknown-batch'] })
  expect(decide({ pass: undefined })).toEqual({ ...mayHandOver, flags: ['unknown-batch'] })
})

test('[H7] a pass that is not active is handed out and flagged, by what makes it so while the head is younger than a day', () => {
  const pass = aPass({ state: 'not-active' })
  const ofAge = (age: number) => ({ pass, head: { number: 12, issuedAt: noon - age } })
  const lost = aBatch({ deliveries: [] })
  expect(decide({ ...ofAge(DAY - 1), batch: lost })).toEqual({ ...mayHandOver, flags: ['not-delivered'] })
  const unopened = aBatch({ opened: false })
  expect(decide({ ...ofAge(DAY - 1), batch: unopened })).toEqual({ ...mayHandOver, flags: ['not-opened'] })
  const neither = { ...unopened, deliveries: [] }
  expect(decide({ ...ofAge(0), batch: neither })).toEqual({
    ...mayHandOver,
    flags: ['not-opened', 'not-announced'],
  })
  expect(decide(ofAge(DAY))).toEqual({ ...mayHandOver, flags: ['stale-knowledge'] })
  expect(decide({ pass, head: undefined })).toEqual({ ...mayHandOver, flags: ['stale-knowledge'] })
})

test('[H7] wherever a pass should have been, its handover is recorded and flagged, never refused', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('in-stock' as const, 'not-active' as const),
      fc.boolean(),
      fc.constantFrom('structure-1', 'structure-2', undefined),
      fc.integer({ min: 0, max: 3 * DAY }),
      (state, opened, structure, age) => {
        const deliveries = structure === undefined ? [] : [{ structure, from: 0, to: 99 }]
        const answer = decide({
          batch: aBatch({ opened, deliveries }),
          pass: aPass({ state }),
          head: { number: 12, issuedAt: noon - age },
        })
        const isInItsBox = state === 'in-stock' && structure === 'structure-1'
        expect(answer.type === 'may-hand-over' && answer.flags.length > 0).toBe(!isInItsBox)
        if (isInItsBox) expect(answer).toEqual(mayHandOver)
      },
    ),
  )
})

test('[H8] a pass announced to another structure is handed out and flagged', () => {
  const batch = aBatch({ deliveries: [{ structure: 'structure-2', from: 0, to: 99 }] })
  expect(decide({ batch })).toEqual({ ...mayHandOver, flags: ['not-announced'] })
})

test('[H9] a handover is undone only while no unit of the pass is used', () => {
  const may = (changes: Partial<Knowledge>, own: Partial<OwnActs> = {}) =>
    mayUndoHandover(aKnowledge(changes), ownActs(own))
  expect(may({})).toBe(true)
  expect(may({ pass: undefined })).toBe(true)
  expect(may({ pass: aPass({ used: 1 }) })).toBe(false)
  expect(may({}, { uses: [anOwnUse()] })).toBe(false)
  expect(may({}, { uses: [anOwnUse({ voided: 'in-list' })] })).toBe(true)
})

test('[H10] a spare is not handed out by itself; what else speaks against a pass is said first', () => {
  const batch = aBatch({ passes: 4, spares: 2 })
  const notActive = aPass({ state: 'not-active' })
  expect(decide({ batch, pass: notActive })).toMatchObject(refused('spare'))
  expect(decide({ batch, pass: inStock })).toMatchObject(refused('spare'))
  expect(decide({ batch: { ...batch, passes: 5 } })).toEqual(mayHandOver)
  expect(decide({ batch, pass: aPass() })).toMatchObject(refused('already-handed-over'))
  expect(decide({ batch, pass: aPass({ state: 'suspended' }) })).toMatchObject(refused('suspended'))
  expect(decide({ batch, pass: undefined })).toEqual({ ...mayHandOver, flags: ['unknown-batch'] })
})

test('[K284] a handover takes passes until the programme’s rule is reached, two without one', () => {
  const fits = (passesPerHandover: number) =>
    [1, 2, 3, 4].filter((passes) => mayAddPass({ passesPerHandover }, passes))
  expect(fits(1)).toEqual([])
  expect(fits(defaultOfflineRules.passesPerHandover)).toEqual([1])
  expect(fits(4)).toEqual([1, 2, 3])
})

function decide(
  changes: Partial<Knowledge> = {},
  own: Partial<OwnActs> = {},
  { programme = 7, cheque = 0 } = {},
  clock: Partial<Clock> = {},
) {
  const asked = { programme, code: { batch: 3, pass: 4, cheque } }
  return decideHandover(aKnowledge({ pass: inStock, ...changes }), ownActs(own), asked, aClock(clock))
}

function refused(reason: string) {
  return { type: 'refused', reason }
}
