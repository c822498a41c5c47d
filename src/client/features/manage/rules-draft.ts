import { writeCount } from '#client/ui/written.ts'
import { ruleNames, ruleRanges, type RuleName } from '#domain/offline-rules.ts'
import type { OfflineRules } from '#domain/programme.ts'

/** What stands in the fields: each rule in the person's unit, with a decimal comma. */
export type RulesDraft = { readonly [name in RuleName]: string }

export function draftOf(rules: OfflineRules): RulesDraft {
  return Object.fromEntries(ruleNames.map((name) => [name, writeRule(name, rules[name])])) as RulesDraft
}

/** A rule of the record as a person writes it: at most four decimals, which no range needs to the end. */
export function writeRule(name: RuleName, value: number): string {
  return `${Math.round((value / ruleRanges[name].size) * 10_000) / 10_000}`.replace('.', ',')
}

/** The same in a sentence, where the thousands stand apart. */
export function sayRule(written: string): string {
  const [whole = '', rest] = written.split(',')
  return rest === undefined ? writeCount(Number(whole)) : `${writeCount(Number(whole))},${rest}`
}

/** The rules as they are typed. A field that was not touched keeps its value to the last digit; no number is NaN. */
export function readDraft(draft: RulesDraft, held: OfflineRules): OfflineRules {
  const read = ruleNames.map((name) => [
    name,
    draft[name] === writeRule(name, held[name]) ? held[name] : readRule(name, draft[name]),
  ])
  return Object.fromEntries(read) as OfflineRules
}

function readRule(name: RuleName, typed: string): number {
  const plain = typed.replaceAll(/\s/g, '').replace(',', '.')
  if (!/^\d+(\.\d+)?$/.test(plain)) return NaN
  const value = Number(plain) * ruleRanges[name].size
  const whole = Math.round(value)
  // 19,99 € is 1998,9999… cents for the machine, and 1999 for everybody else.
  return Math.abs(value - whole) < 1e-6 ? whole : value
}
