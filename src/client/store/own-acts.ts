import type { PrintedCode } from '#domain/batch.ts'
import { isSamePass, type PassKey } from '#domain/family.ts'
import type { OwnActs, OwnUse, OwnWord } from '#domain/knowledge.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import type { HeldLists } from './knowledge.ts'
import { lineOf } from './incarnations.ts'
import { pendingOf } from './list-entries.ts'
import { listedAt, type StoredEntry } from './stored-entry.ts'

/**
 * What this device, and those that it continues, did on a pass, and beyond its lists on any pass. Reads `enrolments` and
 * `entries`; may run inside a transaction. What a server had acknowledged and lost goes again, and does not count against
 * the device's limits again.
 */
export async function readOwnActs(
  store: Store,
  device: Uuid,
  code: PrintedCode | null,
  lists: HeldLists,
): Promise<OwnActs> {
  const { entries } = store
  const own: Record<keyof OwnEntries, StoredEntry[]> = { onPass: [], pending: [], beyond: [] }
  for (const each of (await lineOf(store, device)).toReversed()) {
    if (code) {
      const onPass = entries.where('[device+batch+pass]').equals([each, code.batch, code.pass])
      own.onPass.push(...(await onPass.toArray()))
    }
    const pending = await pendingOf(store, each).toArray()
    const beyond = await entries.where('[device+beyond]').equals([each, 1]).toArray()
    own.pending.push(...pending.filter(countsAgainstLimits))
    own.beyond.push(...beyond.filter(countsAgainstLimits))
  }
  return ownActsOf(own, lists, code)
}

/**
 * An acknowledgement tells how far the chain of the server goes, also where the answer to the last acts was lost: they
 * count until one comes, as they do there.
 */
function countsAgainstLimits({ status, again }: StoredEntry): boolean {
  return status !== 'pending' || !again
}

export type OwnEntries = {
  /** All that concerns the pass in hand. */
  readonly onPass: readonly StoredEntry[]
  /** All that no exchange has carried yet. */
  readonly pending: readonly StoredEntry[]
  /** All that the lists held do not show yet. */
  readonly beyond: readonly StoredEntry[]
}

export function ownActsOf(own: OwnEntries, lists: HeldLists, code: PassKey | null = null): OwnActs {
  const byId = new Map(own.onPass.map((entry) => [entry.id, entry]))
  const handover = own.onPass.findLast(gives)
  return {
    uses: own.onPass
      .filter((entry) => entry.kind === 'redemption')
      .map((entry) => useOf(entry, entry.undoneBy ? byId.get(entry.undoneBy) : undefined, lists.head)),
    handedOver: handover && { at: handover.at },
    word: code ? wordOf(own, lists, code) : undefined,
    carried: handover && carriedTo(handover, own, lists),
    unitsSinceExchange: unitsOf(own.pending),
    inStockPasses: passesInStock(own.beyond, lists),
  }
}

/** A pass that takes the place of another is with a person as one that was handed over. */
function gives({ kind, undoneBy }: StoredEntry): boolean {
  return (kind === 'handover' || kind === 'replacement') && !undoneBy
}

/** What is used of the pass in whose place this one was given, until the lists count it here. */
function carriedTo(given: StoredEntry, own: OwnEntries, lists: HeldLists): OwnActs['carried'] {
  const { former } = given
  if (!former || isShown(given, lists.head)) return undefined
  const onFormer = own.beyond.filter(({ batch, pass, undoneBy }) => {
    return batch === former.batch && pass === former.pass && !undoneBy
  })
  const takesPlace = onFormer.find((entry) => entry.former)
  const before = (takesPlace && carriedTo(takesPlace, own, lists)) ?? lists.passOf(former.batch, former.pass)
  const uses = onFormer.filter(({ kind }) => kind === 'redemption')
  return {
    used: uses.reduce((used, { units }) => used + units, before?.used ?? 0),
    cheques: new Set([...(before?.cheques ?? []), ...uses.flatMap(({ cheque }) => cheque || [])]),
  }
}

/** What was said here of the pass last, until the lists show it. */
function wordOf({ beyond, onPass }: OwnEntries, { head }: HeldLists, code: PassKey): OwnWord | undefined {
  if (beyond.some(({ former, undoneBy }) => former && !undoneBy && isSamePass(former, code)))
    return 'replaced'
  const said = onPass.filter(({ kind }) => kind === 'block' || kind === 'unblock').at(-1)
  if (!said || isShown(said, head)) return undefined
  return said.kind === 'block' ? 'blocked' : 'unblocked'
}

/** In a list that counts it, a use weighs what the list counts; outside, what it took. */
function useOf(entry: StoredEntry, undoing: StoredEntry | undefined, head: number): OwnUse {
  const { cheque, service, at } = entry
  const listed = listedAt(entry, head)
  const inList = listed !== undefined
  return {
    units: listed?.units ?? entry.units,
    cheque,
    service,
    at,
    inList,
    voided: voidedOf(entry, undoing, head),
  }
}

function voidedOf(entry: StoredEntry, undoing: StoredEntry | undefined, head: number): OwnUse['voided'] {
  // A void by a manager is in no chain of ours: it counts once the lists show it.
  if (entry.outcome?.type === 'voided' && isShown(entry, head)) return 'in-list'
  if (!entry.undoneBy) return 'no'
  return isShown(undoing, head) ? 'in-list' : 'not-in-list'
}

function isShown(entry: StoredEntry | undefined, head: number): boolean {
  const first = entry?.outcome?.firstHead ?? null
  return first !== null && first <= head
}

function unitsOf(pending: readonly StoredEntry[]): number {
  let units = 0
  for (const entry of pending) {
    if (entry.kind === 'redemption' && !entry.undoneBy) units += entry.units
  }
  return units
}

function passesInStock(beyond: readonly StoredEntry[], lists: HeldLists): number {
  const passes = new Set<string>()
  for (const { kind, undoneBy, batch, pass } of beyond) {
    if (kind !== 'redemption' || undoneBy || batch === undefined || pass === undefined) continue
    if (lists.stateOf(batch, pass) === 'in-stock') passes.add(`${batch}/${pass}`)
  }
  return passes.size
}
