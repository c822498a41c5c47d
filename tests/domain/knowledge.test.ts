import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ownUnitsBeyondList, remainingOf, usedCheques } from '#domain/knowledge.ts'
import { untouchedPass } from '#domain/pass.ts'
import { aBatch, aBookletPass, anOwnUse, aPass } from '#tests/support/builders.ts'

describe('units left', () => {
  test('[V10] what is left is the units, less those of the list, less our own that the list does not count', () => {
    const uses = [
      anOwnUse({ units: 1 }),
      anOwnUse({ units: 2, inList: true }),
      anOwnUse({ units: 3, voided: 'in-list' }),
      anOwnUse({ units: 1, inList: true, voided: 'not-in-list' }),
      anOwnUse({ units: 4, inList: false, voided: 'not-in-list' }),
    ]
    expect(ownUnitsBeyondList(uses)).toBe(0)
    expect(ownUnitsBeyondList(uses.slice(0, 3))).toBe(1)
    expect(remainingOf(10, aPass({ used: 3 }), uses.slice(0, 3))).toBe(6)
    expect(remainingOf(10, aPass({ used: 10 }), [anOwnUse()])).toBe(0)
  })

  test('[V10] cheques left are those that neither the list nor this device took, in whatever order it acted', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 10 })),
        fc.array(fc.integer({ min: 1, max: 10 })),
        (listed, mine) => {
          const pass = aBookletPass(listed)
          const uses = mine.map((cheque) => anOwnUse({ cheque, inList: listed.includes(cheque) }))
          const used = new Set([...listed, ...mine])
          expect(usedCheques(pass, uses)).toEqual(used)
          expect(remainingOf(10, pass, uses)).toBe(10 - used.size)
          expect(remainingOf(10, pass, uses.toReversed())).toBe(10 - used.size)
        },
      ),
    )
  })

  test('[V9] a cheque taken again after its undo is used, in whatever order the acts are read', () => {
    const undone = anOwnUse({ cheque: 4, inList: true, voided: 'not-in-list' })
    const again = anOwnUse({ cheque: 4 })
    expect(usedCheques(aBookletPass([4]), [undone])).toEqual(new Set())
    expect(usedCheques(aBookletPass([4]), [undone, again])).toEqual(new Set([4]))
    expect(usedCheques(aBookletPass([4]), [again, undone])).toEqual(new Set([4]))
  })

  test('[K201] a cheque that was used here is as free as the list says, once the list counts nothing for it', () => {
    const givenBack = anOwnUse({ cheque: 4, inList: true, units: 0 })
    expect(usedCheques(aBookletPass([]), [givenBack])).toEqual(new Set())
    expect(usedCheques(aBookletPass([4]), [givenBack])).toEqual(new Set([4]))
    expect(usedCheques(aBookletPass([]), [givenBack, anOwnUse({ cheque: 4 })])).toEqual(new Set([4]))
    const undone = { ...givenBack, voided: 'not-in-list' as const }
    expect(usedCheques(aBookletPass([4]), [undone])).toEqual(new Set([4]))
  })
})

test('[L5] a pass that nobody touched is stock once its batch is opened and its box announced, not active before', () => {
  const delivered = { deliveries: [{ structure: 'structure-1', from: 10, to: 19 }] }
  const stateOf = (pass: number, changes = {}) =>
    untouchedPass(aBatch({ ...delivered, ...changes }), pass).state
  expect([9, 10, 19, 20].map((pass) => stateOf(pass))).toEqual([
    'not-active',
    'in-stock',
    'in-stock',
    'not-active',
  ])
  expect(stateOf(10, { opened: false })).toBe('not-active')
})
