import type { Move } from './move.ts'
import { clockFaults } from './moves/clock-faults.ts'
import { contingency } from './moves/contingency.ts'
import { forgetting } from './moves/forgetting.ts'
import { halfRecorded } from './moves/half-recorded.ts'
import { keyRotation } from './moves/key-rotation.ts'
import { lateTakeBack } from './moves/late-take-back.ts'
import { lostHeads } from './moves/lost-heads.ts'
import { managerMoves } from './moves/manager-moves.ts'
import { networkFaults } from './moves/network-faults.ts'
import { restoreFaults } from './moves/restore-faults.ts'
import { revocation } from './moves/revocation.ts'
import { serverFaults } from './moves/server-faults.ts'
import { severalPasses } from './moves/several-passes.ts'
import { sharedTablet } from './moves/shared-tablet.ts'
import { shownTwice } from './moves/shown-twice.ts'
import { stockMoves } from './moves/stock-moves.ts'
import { storageFaults } from './moves/storage-faults.ts'
import { tabFaults } from './moves/tab-faults.ts'
import { unreadActs } from './moves/unread-acts.ts'

/** What the product survives whole: every run draws from these. */
export const allFaults: readonly Move[] = [
  ...networkFaults,
  ...tabFaults,
  ...storageFaults,
  ...clockFaults,
  ...serverFaults,
  ...revocation,
  ...lateTakeBack,
  ...restoreFaults,
  ...keyRotation,
  ...contingency,
  ...stockMoves,
  ...severalPasses,
  ...sharedTablet,
  ...rarely(shownTwice),
  ...rarely(lostHeads),
  ...rarely(halfRecorded),
  ...rarely(unreadActs),
  ...rarely(forgetting),
  ...rarely(managerMoves),
]

/** Moves that take as long as several others, once where they would be drawn several times. */
function rarely(moves: readonly Move[]): readonly Move[] {
  return moves.map((move) => ({ ...move, weight: 1 }))
}

/** What a run draws from: everything, with one family drawn more often. */
export const families: Readonly<Record<Family, readonly Move[]>> = {
  all: allFaults,
  network: [...allFaults, ...networkFaults, ...networkFaults],
  storage: [...allFaults, ...tabFaults, ...storageFaults, ...storageFaults],
  clocks: [...allFaults, ...clockFaults, ...clockFaults],
  servers: [...allFaults, ...serverFaults, ...halfRecorded, ...revocation],
  restores: [...allFaults, ...restoreFaults, ...storageFaults],
  keys: [...allFaults, ...keyRotation, ...keyRotation, ...tabFaults],
  contingency: [...allFaults, ...contingency, ...contingency, ...shownTwice],
  desks: [
    ...allFaults,
    ...stockMoves,
    ...stockMoves,
    ...severalPasses,
    ...severalPasses,
    ...sharedTablet,
    ...tabFaults,
  ],
  late: [...allFaults, ...forgetting, ...unreadActs],
  statements: [...allFaults, ...managerMoves, ...restoreFaults, ...storageFaults, ...managerMoves],
}

export type Family = (typeof familyNames)[number]
export const familyNames = [
  'all',
  'network',
  'storage',
  'clocks',
  'servers',
  'restores',
  'keys',
  'contingency',
  'desks',
  'late',
  'statements',
] as const
