import { expect, test } from 'vitest'
import { deviceActs } from '#client/features/balance/acts-of-place.ts'
import { handCode, takeHandedCode } from '#client/scan/handed-code.ts'
import type { Structure } from '#domain/structure.ts'

const place: Structure = {
  id: 'place',
  name: 'Lieu',
  address: '',
  postcode: '',
  commune: '',
  telephone: '',
  latitude: undefined,
  longitude: undefined,
  hours: '',
  distributor: true,
  qualifications: [{ from: '2026-01-01', to: '2027-12-31', services: ['first-steps'] }],
  invented: true,
}

test('[B13] an enrolled device is offered the acts of its structure, the likely one last', () => {
  const distributor = { ...place, qualifications: [] }
  expect(deviceActs(place, 'in-stock')).toEqual(['redeem', 'handover'])
  expect(deviceActs(place, 'usable')).toEqual(['redeem'])
  expect(deviceActs(distributor, 'in-stock')).toEqual(['handover'])
  expect(deviceActs(distributor, 'usable')).toEqual([])
  expect(deviceActs({ ...place, distributor: false }, 'in-stock')).toEqual(['redeem'])
})

test('[B13] the code is handed on once, in memory', () => {
  const scanned = { text: '123', source: 'camera', at: 0 } as const
  handCode(scanned)
  expect(takeHandedCode()).toEqual(scanned)
  expect(takeHandedCode()).toBeUndefined()
})
