import type { Batch, PrintedCode } from './batch.ts'
import type { Instant } from './instant.ts'

export type PassKey = Pick<PrintedCode, 'batch' | 'pass'>

/** One pass was given to its holder in the place of another. */
export type Replacement = {
  readonly id: string
  readonly at: Instant
  readonly former: PassKey
  readonly newer: PassKey
}

/** A pass and those that replaced it: N units in all, and only the newest of them active. */
export type Family = { readonly members: readonly PassKey[]; readonly newest: PassKey }

/** The family of a pass, from all the replacements that lead to or from it; members by batch and pass. */
export function familyOf(pass: PassKey, replacements: readonly Replacement[]): Family {
  const members = new Map([[nameOf(pass), pass]])
  for (let grown = true; grown;) {
    grown = false
    for (const { former, newer } of replacements) {
      if (members.has(nameOf(former)) === members.has(nameOf(newer))) continue
      members.set(nameOf(former), former).set(nameOf(newer), newer)
      grown = true
    }
  }
  const own = replacements.filter(({ newer }) => members.has(nameOf(newer)))
  return { members: [...members.values()].sort(comparePasses), newest: newestOf(pass, own) }
}

export function comparePasses(one: PassKey, other: PassKey): number {
  return one.batch - other.batch || one.pass - other.pass
}

export function isSamePass(one: PassKey, other: PassKey): boolean {
  return comparePasses(one, other) === 0
}

/** One pass may take the place of another when a person loses and gains nothing by it. */
export function areAlike(one: Batch, other: Batch): boolean {
  return one.format === other.format && one.units === other.units && one.training === other.training
}

/** What the last replacement gave, among the passes that nothing replaced. */
function newestOf(pass: PassKey, replacements: readonly Replacement[]): PassKey {
  const ends = replacements.filter(
    ({ newer }) => !replacements.some(({ former }) => isSamePass(former, newer)),
  )
  const [last] = (ends.length > 0 ? ends : replacements).toSorted((a, b) =>
    a.at === b.at ? (a.id < b.id ? 1 : -1) : b.at - a.at,
  )
  return last?.newer ?? pass
}

function nameOf({ batch, pass }: PassKey): string {
  return `${batch}/${pass}`
}
