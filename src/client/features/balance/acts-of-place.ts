import { isVenue, type Structure } from '#domain/structure.ts'
import type { Standing } from './standing.ts'

export type DeviceAct = 'redeem' | 'handover'

/** What the structure of an enrolled device may do with the pass; the last one is the likely one. */
export function deviceActs(structure: Structure, standing: Standing): readonly DeviceAct[] {
  const isInBox = standing === 'in-stock' || standing === 'not-active'
  return [
    ...(isVenue(structure) ? ['redeem' as const] : []),
    ...(structure.distributor && isInBox ? ['handover' as const] : []),
  ]
}
