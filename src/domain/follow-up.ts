import { DAY, type Instant } from './instant.ts'

/** A pass in a person's hands: since when, and when a cheque of it was taken first. */
export type GivenPass = { readonly givenAt: Instant; readonly firstUse: Instant | undefined }

/** How long people took: within a week, within a month, later, not yet. */
export const waits = ['week', 'month', 'later', 'never'] as const

export type Wait = (typeof waits)[number]

/** From the handover to the first use; a use that came before its handover counts as at once. */
export function waitOf({ givenAt, firstUse }: GivenPass): Wait {
  if (firstUse === undefined) return 'never'
  const waited = firstUse - givenAt
  if (waited <= 7 * DAY) return 'week'
  return waited <= 30 * DAY ? 'month' : 'later'
}

/** Given so many days ago or more, and never used: whom to remind, without knowing who they are. */
export function isUnused({ givenAt, firstUse }: GivenPass, days: number, at: Instant): boolean {
  return firstUse === undefined && at - givenAt >= days * DAY
}

export type Waits = Readonly<Record<Wait, number>>

export function countWaits(passes: readonly GivenPass[]): Waits {
  const counts = { week: 0, month: 0, later: 0, never: 0 }
  for (const pass of passes) counts[waitOf(pass)] += 1
  return counts
}

/** A count that could point at somebody is not told. */
export const smallestCell = 5

/** Undefined for a cell of one to four, and, in a row with one such cell alone, for the next smallest too: no sum betrays it. */
export function maskSmall(counts: Waits): Readonly<Record<Wait, number | undefined>> {
  const isSmall = (count: number) => count > 0 && count < smallestCell
  const hidden = new Set(waits.filter((wait) => isSmall(counts[wait])))
  if (hidden.size === 1) {
    const others = waits.filter((wait) => !hidden.has(wait) && counts[wait] > 0)
    const [next] = others.toSorted((a, b) => counts[a] - counts[b])
    if (next) hidden.add(next)
  }
  const shown = (wait: Wait) => (hidden.has(wait) ? undefined : counts[wait])
  return { week: shown('week'), month: shown('month'), later: shown('later'), never: shown('never') }
}

export type SaidGroup<Value extends string> = {
  /** Undefined: those of whom too few said the same, together. */
  readonly value: Value | undefined
  readonly passes: number
  readonly waits: ReturnType<typeof maskSmall>
}

/**
 * By what people said, the largest group first. What fewer than five people said is put together, with the smallest other
 * group where it is still fewer, so that nobody is told by what is missing; of fewer than five in all nothing is told.
 */
export function groupBySaid<Value extends string>(
  passes: readonly (GivenPass & { readonly said: Value })[],
): readonly SaidGroup<Value>[] {
  const byValue = [...groupedBy(passes, ({ said }) => said)].toSorted(
    ([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1),
  )
  const told = byValue.filter(([, of]) => of.length >= smallestCell)
  const rest = byValue.slice(told.length).flatMap(([, of]) => of)
  while (rest.length > 0 && rest.length < smallestCell) {
    const smallest = told.pop()
    if (!smallest) return []
    rest.push(...smallest[1])
  }
  const groups = told.map(([value, of]) => groupOf<Value>(value, of))
  return rest.length === 0 ? groups : [...groups, groupOf<Value>(undefined, rest)]
}

/** In the order in which each key comes first. */
export function groupedBy<Key, Item>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

function groupOf<Value extends string>(
  value: Value | undefined,
  passes: readonly GivenPass[],
): SaidGroup<Value> {
  return { value, passes: passes.length, waits: maskSmall(countWaits(passes)) }
}
