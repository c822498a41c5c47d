import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { sumCents } from '#domain/money.ts'
import { managedVenue, managedVenues } from '#protocol/manage/venues.ts'
import type { Database } from '#server/database/database.ts'
import { findProgramme } from '#server/directory/programmes.ts'
import { readManagedVenue } from '#server/settlement/managed-venues.ts'
import { programmeNumber } from '#tests/support/server.ts'
import { openLived, type Lived } from '#tests/support/lived-programme.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let lived: Lived

beforeEach(async () => {
  lived = await openLived(database)
})
afterAll(() => database.close())

describe('venues', () => {
  test('[G13] what a venue is owed is the sum of its lines, each linked to the transfers that paid it', async () => {
    await lived.rivals()
    const { venues } = await lived.get('venues', managedVenues)
    const balances = await lived.ledger()
    expect(venues.map(({ structure, payableCents }) => [structure, payableCents])).toEqual([
      ['venue', 10_000],
      ['other', 2000],
    ])
    for (const { structure, payableCents, shares } of venues) {
      expect(payableCents).toBe(balances.get(`payable/${structure}`))
      expect(sumCents(shares.map(({ cents }) => cents))).toBe(payableCents)
      const venue = await lived.get(`venues/${structure}`, managedVenue)
      expect(sumCents(venue.lines.map(({ cents }) => cents))).toBe(payableCents)
      for (const line of venue.lines) {
        const paid = line.transfers.map(({ debit, cents }) => (debit.startsWith('payable/') ? -cents : cents))
        expect(sumCents(paid)).toBe(line.cents)
        expect(new Set(line.transfers.map(({ cause }) => cause))).toEqual(
          new Set(line.cents > 0 ? [line.entry] : []),
        )
      }
    }
    expect(venues.find(({ structure }) => structure === 'other')?.waitingUnits).toBe(1)
    expect((await lived.manager.ask('GET', '/api/manage/venues/nowhere')).status).toBe(404)
  })

  test('[G93] of a venue the newest lines are listed, and the sum of those before; its tablet is sent no line', async () => {
    await lived.rivals()
    const programme = await findProgramme(database, programmeNumber)
    if (!programme) throw new Error('no programme')
    const whole = await readManagedVenue(database, programme, 'venue')
    const all = whole?.lines ?? []
    expect(whole?.earlier).toEqual({ lines: 0, cents: 0 })
    expect(all.map(({ claimedAt }) => claimedAt)).toEqual(
      all.map(({ claimedAt }) => claimedAt).toSorted((a, b) => b - a),
    )
    expect(all.length).toBeGreaterThan(3)
    for (const most of [1, 3, all.length]) {
      const page = await readManagedVenue(database, programme, 'venue', most)
      expect(page?.lines).toEqual(all.slice(0, most))
      expect(page?.earlier).toEqual({
        lines: all.length - most,
        cents: sumCents(all.slice(most).map(({ cents }) => cents)),
      })
      expect(page?.payableCents).toBe(whole?.payableCents)
    }
    const venue = await lived.server.enrol('venue')
    const said: unknown = await (await venue.ask('GET', '/api/venue-account')).json()
    expect(said).toMatchObject({ payableCents: whole?.payableCents, units: whole?.units })
    expect(said).not.toHaveProperty('lines')
  })
})
