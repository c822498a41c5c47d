import type { Move } from './move.ts'
import { clockFaults } from './moves/clock-faults.ts'
import { lateTakeBack } from './moves/late-take-back.ts'
import { networkFaults } from './moves/network-faults.ts'
import { restoreFaults } from './moves/restore-faults.ts'
import { revocation } from './moves/revocation.ts'
import { serverFaults } from './moves/server-faults.ts'
import { storageFaults } from './moves/storage-faults.ts'
import { tabFaults } from './moves/tab-faults.ts'

/** What the product survives whole today: every run draws from these. */
export const faultsOfToday: readonly Move[] = [
  ...networkFaults,
  ...tabFaults,
  ...storageFaults,
  ...clockFaults,
  ...serverFaults,
  ...revocation,
  ...lateTakeBack,
]

/** What it does not survive whole yet: docs/decisions/030. */
export const faultsOfTomorrow: readonly Move[] = restoreFaults

/** What a run draws from: everything, with one family drawn more often. */
export const families: Readonly<Record<Family, readonly Move[]>> = {
  all: faultsOfToday,
  network: [...faultsOfToday, ...networkFaults, ...networkFaults],
  storage: [...faultsOfToday, ...tabFaults, ...storageFaults, ...storageFaults],
  clocks: [...faultsOfToday, ...clockFaults, ...clockFaults],
  servers: [...faultsOfToday, ...serverFaults, ...revocation],
  tomorrow: [...faultsOfToday, ...faultsOfTomorrow],
}

export type Family = (typeof familyNames)[number]
export const familyNames = ['all', 'network', 'storage', 'clocks', 'servers', 'tomorrow'] as const
