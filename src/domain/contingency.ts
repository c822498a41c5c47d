import type { Cents } from './money.ts'
import type { OfflineRules } from './programme.ts'
import { lossOnPass, type Priced } from './worst-case.ts'

/** Devices that one pass is taken to meet at most before a list tells of it. Source: design §4, "8 devices: 7, not 70". */
export const devicesInFront = 8

/**
 * What the contingency must hold for devices to go on promising without a network: the worst that one more pass can
 * cost, in front of all desk devices but at most eight. Decision 031.
 */
export function neededContingency(programme: Priced, deskDevices: number): Cents {
  return lossOnPass(programme, Math.min(deskDevices, devicesInFront)).cents
}

/** While the contingency is short nothing is promised that it could not pay: every offline verdict is "cannot say". */
export function rulesWhile(rules: OfflineRules, isShort: boolean): OfflineRules {
  return isShort ? { ...rules, unitsPerDevice: 0 } : rules
}
