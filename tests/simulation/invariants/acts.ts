import { idsOnServer, idsOnTablets, notOnServer, onNoTablet } from '../copies.ts'
import type { Picture } from '../picture.ts'
import type { Town } from '../town.ts'

/** I1: nothing that somebody was told is lost. */
export async function findLostActs(town: Town): Promise<readonly string[]> {
  const onServer = await idsOnServer(town)
  return town.told
    .filter(({ entry }) => entry && !onServer.has(entry) && !town.destroyed.has(entry))
    .map(({ tablet, entry, word }) => `I1 ${tablet} was told "${word}", and the server has no act ${entry}`)
}

/**
 * I21: at any moment, what somebody was told stands on a tablet or on the server. Acts are looked for on the server
 * first: that is one question for all.
 */
export async function findVanished(town: Town): Promise<readonly string[]> {
  const { told, destroyed } = town
  const acts = new Set(told.flatMap(({ entry }) => (entry && !destroyed.has(entry) ? [entry] : [])))
  if (acts.size === 0) return []
  const missing = await notOnServer(town, acts)
  const unsent = told.flatMap((said) =>
    said.entry && missing.has(said.entry) ? [{ ...said, entry: said.entry }] : [],
  )
  const nowhere = await onNoTablet(town, unsent)
  return unsent
    .filter(({ entry }) => nowhere.has(entry))
    .map(({ tablet, entry, word }) => `I21 ${tablet} was told "${word}", and act ${entry} is nowhere`)
}

/**
 * Q60: after a restore of the newest backup, or a failover, what somebody was told and the server lost is on the tablet that
 * did it: it has left none on the strength of a backup that lacks it.
 */
export async function findForgotten(town: Town): Promise<readonly string[]> {
  const known = new Set([...(await idsOnServer(town)), ...(await idsOnTablets(town)), ...town.destroyed])
  return town.told
    .filter(({ entry, device }) => entry && !known.has(entry) && !town.evicted.has(device))
    .map(({ tablet, entry }) => `Q60 ${tablet} forgot act ${entry}, which no backup held`)
}

/** I2: each act is there once, with one effect. */
export function findDoubledActs(town: Town, picture: Picture): readonly string[] {
  const wrongs: string[] = []
  const recorded = new Set(picture.entries.map(({ entry }) => entry))
  for (const { id, device, reason } of picture.held) {
    if (recorded.has(id)) wrongs.push(`I2 act ${id} is recorded and held as ${reason}`)
    // A copy explains a fork and what waits for it; a device that was revoked, its late acts; a restore and then an
    // eviction, or one of an older backup than tablets had forgotten acts for, what waits for an act that no machine holds
    // any more, and such an act itself that came whole only after that backup. Nothing explains the rest.
    const isExplained =
      (town.doubled.has(device) && (reason === 'fork' || reason === 'gap')) ||
      (town.revoked.has(device) && reason === 'revoked') ||
      (town.restored && town.evicted.has(device) && reason === 'gap') ||
      (town.setFarBack && reason === 'gap') ||
      (isUnread(reason) && (town.doubled.has(device) || town.evicted.has(device) || town.setFarBack))
    if (!isExplained) wrongs.push(`I2 act ${id} of a device that did nothing wrong is held as ${reason}`)
  }
  for (const { entry, device, held } of picture.entries) {
    const isExplained =
      (held === 'fork' && town.doubled.has(device)) || (held === 'revoked' && town.revoked.has(device))
    if (held !== '' && !isExplained)
      wrongs.push(`I2 act ${entry} of a device that did nothing wrong is held as ${held}`)
  }
  for (const { entry, units, kind } of picture.entries) {
    const latest = picture.outcomes.get(entry)?.at(-1)
    if (!latest) wrongs.push(`I2 act ${entry} has no outcome`)
    else if (latest.coveredUnits + latest.honouredUnits > (kind === 'redemption' ? units : 0))
      wrongs.push(`I2 act ${entry} is paid more than its ${units} units`)
  }
  return wrongs
}

/** Whole bytes of it are nowhere, or at no place of the chain that a copy went on with. */
function isUnread(reason: string): boolean {
  return ['unreadable', 'damaged', 'not-recordable', 'same-id'].includes(reason)
}

/** I4: a no that was shown after an act was written has its void, and the act pays nothing. */
export function findRefusedButTaken(town: Town, picture: Picture): readonly string[] {
  const undone = new Set(picture.entries.map(({ target }) => target))
  const recorded = new Set(picture.entries.map(({ entry }) => entry))
  return town.told
    .filter(({ withdrawn, entry }) => withdrawn && entry && recorded.has(entry) && !undone.has(entry))
    .filter(({ device }) => !town.revoked.has(device) && !town.doubled.has(device))
    .filter(({ device, entry }) => !(entry && town.destroyed.has(entry)) && !hasLostActs(town, device))
    .map(({ tablet, entry, verdict }) => `I4 ${tablet} said ${verdict}, and act ${entry} has no void`)
}

/** The storage of this device was taken back by the run: an act of its end may be gone. */
function hasLostActs({ tablets }: Town, device: string): boolean {
  return !tablets.some((tablet) => tablet.device === device)
}
