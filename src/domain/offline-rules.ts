import { DAY, HOUR, MINUTE } from './instant.ts'
import type { OfflineRules } from './programme.ts'

export type RuleName = keyof OfflineRules

/** What a rule is counted in when a person says it. Each is a locale key. */
export type RuleUnit = 'cheques' | 'passes' | 'minutes' | 'hours' | 'days' | 'euros'

/** How much of the rule's own unit one of the person's is: an hour is 3 600 000 ms, a euro 100 cents. */
const ruleUnitSizes: { readonly [unit in RuleUnit]: number } = {
  cheques: 1,
  passes: 1,
  minutes: MINUTE,
  hours: HOUR,
  days: DAY,
  euros: 100,
}

/** What a manager may set, both ends included, in the person's unit. `size` leads from there to the record. */
export type RuleRange = {
  readonly unit: RuleUnit
  readonly size: number
  readonly least: number
  readonly most: number
}

export const ruleRanges: { readonly [name in RuleName]: RuleRange } = {
  unitsPerPass: range('cheques', 1, 40),
  inStockPasses: range('passes', 0, 1000),
  agesAfter: range('hours', 1, 720),
  defersAfter: range('days', 1, 60),
  unitsPerDevice: range('cheques', 0, 10_000),
  centsPerDevice: range('euros', 0, 100_000),
  refusesNotActiveWithin: range('hours', 0, 240),
  asksAgainWithin: range('minutes', 0, 240),
  voidsWithin: range('minutes', 0, 240),
  statementLagDays: { ...range('days', 11, 90), size: 1 },
  passesPerHandover: range('passes', 1, 10),
}

export const ruleNames = Object.keys(ruleRanges) as readonly RuleName[]

/**
 * `not-a-number`: no whole number of the record's unit. `ages-after-it-defers`: the screen would warn after it already
 * stopped to say yes. `refuses-after-it-defers`: knowledge too old to say yes would still say no. `lag-too-short`: a
 * line would be stated while another that was taken under the same head may still be on its way.
 */
export const ruleFaults = [
  'not-a-number',
  'too-small',
  'too-large',
  'ages-after-it-defers',
  'refuses-after-it-defers',
  'lag-too-short',
] as const

export type RuleFault = { readonly rule: RuleName; readonly fault: (typeof ruleFaults)[number] }

/** Every fault at once, so that a person corrects them in one go: at most one for each rule. */
export function checkRules(rules: OfflineRules): readonly RuleFault[] {
  const alone = ruleNames.flatMap((rule): readonly RuleFault[] => {
    const fault = faultOf(rule, rules[rule])
    return fault ? [{ rule, fault }] : []
  })
  const between: RuleFault[] = []
  if (rules.agesAfter > rules.defersAfter) between.push({ rule: 'agesAfter', fault: 'ages-after-it-defers' })
  if (rules.refusesNotActiveWithin > rules.defersAfter) {
    between.push({ rule: 'refusesNotActiveWithin', fault: 'refuses-after-it-defers' })
  }
  if (rules.statementLagDays * DAY <= rules.defersAfter) {
    between.push({ rule: 'statementLagDays', fault: 'lag-too-short' })
  }
  return [...alone, ...between.filter(({ rule }) => !alone.some((other) => other.rule === rule))]
}

/** The rules of which the value is another one. */
export function changedRules(before: OfflineRules, after: OfflineRules): readonly RuleName[] {
  return ruleNames.filter((name) => before[name] !== after[name])
}

function faultOf(rule: RuleName, value: number): RuleFault['fault'] | undefined {
  const { least, most, size } = ruleRanges[rule]
  if (!Number.isSafeInteger(value)) return 'not-a-number'
  if (value < least * size) return 'too-small'
  return value > most * size ? 'too-large' : undefined
}

function range(unit: RuleUnit, least: number, most: number): RuleRange {
  return { unit, size: ruleUnitSizes[unit], least, most }
}
