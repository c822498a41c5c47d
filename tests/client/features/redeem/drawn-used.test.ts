import { expect, test } from 'vitest'
import { drawnUsed } from '#client/features/redeem/drawn-used.ts'

const none = new Set<number>()

test('a card tears off its first cheques, and those just taken are seen tearing', () => {
  const card = { format: 'card', units: 10 } as const
  expect(drawnUsed(card, { remaining: 7, usedCheques: none }, undefined)).toEqual({ used: 3, tearing: 0 })
  expect(drawnUsed(card, { remaining: 7, usedCheques: none }, { taken: 2, cheque: 0 })).toEqual({
    used: 5,
    tearing: 2,
  })
  expect(drawnUsed(card, { remaining: 0, usedCheques: none }, { taken: 1, cheque: 0 }).used).toBe(10)
})

test('a booklet tears off the cheques that bear their number', () => {
  const booklet = { format: 'booklet', units: 4 } as const
  const drawn = drawnUsed(booklet, { remaining: 3, usedCheques: new Set([1]) }, { taken: 1, cheque: 3 })
  expect(drawn).toEqual({ used: [true, false, true, false], tearing: [3] })
})
