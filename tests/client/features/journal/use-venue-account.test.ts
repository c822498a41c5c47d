import { expect, test } from 'vitest'
import { parseAccount } from '#client/features/journal/use-venue-account.ts'

test('keeps of the server’s account what the tablet shows, with its date', () => {
  const said = { structure: 'venue', units: 23, payableCents: 23_000, waitingUnits: 2, lines: [], at: 1 }
  expect(parseAccount(said)).toEqual({ units: 23, payableCents: 23_000, waitingUnits: 2, at: 1 })
})

test('anything else is no account', () => {
  for (const value of [undefined, null, 'x', {}, { units: '23', payableCents: 0, waitingUnits: 0, at: 1 }]) {
    expect(parseAccount(value)).toBeUndefined()
  }
})
