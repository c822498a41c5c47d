import type { Balance } from '#protocol/balance.ts'

/** Monday 23 November 2026, ten in the morning in Paris. */
export const morning = Date.parse('2026-11-23T09:00:00Z')

export function aBalance(changes: Partial<Balance> = {}): Balance {
  return {
    type: 'balance',
    programme: 'Dispositif de test',
    telephone: '01 99 00 00 00',
    demonstration: false,
    timeZone: 'Europe/Paris',
    state: 'active',
    units: 10,
    used: 3,
    cheques: [],
    unitCents: 1000,
    lastDay: '2027-01-30',
    services: [{ id: 'first-steps', cheques: 1, name: { fr: 'Premiers pas' } }],
    uses: [{ day: '2026-11-20', service: 'first-steps', units: 1 }],
    knownAt: morning,
    ...changes,
  }
}
