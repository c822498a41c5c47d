import * as v from 'valibot'
import { ruleFaults, type RuleName, ruleNames } from '#domain/offline-rules.ts'
import { act, cents, count, instant, reason, text } from './fields.ts'

/** Each rule in the unit of the record: units, cents, milliseconds, days. */
const rules = v.object(
  Object.fromEntries(ruleNames.map((name) => [name, v.number()])) as Record<
    RuleName,
    v.NumberSchema<undefined>
  >,
)

export const managedRules = v.object({
  rules,
  /** What each service costs, in cheques. */
  prices: v.array(count),
  /** Desk devices in service, and when the head that each holds was signed. */
  desks: v.array(v.object({ structure: text, headIssuedAt: v.nullable(instant) })),
  now: instant,
  contingencyCents: cents,
  isShort: v.boolean(),
})

/** An app that does not know a rule leaves it as it is. */
export const rulesRequest = v.object({ rules: v.partial(rules, ['passesPerHandover']), why: reason })

export const rulesAnswer = v.variant('type', [
  v.object({ type: v.picklist(['saved', 'unchanged']) }),
  v.object({
    type: v.literal('refused'),
    faults: v.array(v.object({ rule: v.picklist(ruleNames), fault: v.picklist(ruleFaults) })),
  }),
])

export const topUpRequest = v.object({ units: v.number(), why: reason, act })

export const topUpAnswer = v.variant('type', [
  v.object({ type: v.literal('topped-up'), balanceCents: cents }),
  v.object({ type: v.literal('refused'), reason: v.picklist(['units-not-whole', 'too-many-units']) }),
])

export type ManagedRules = v.InferOutput<typeof managedRules>
export type RulesRequest = v.InferOutput<typeof rulesRequest>
export type RulesAnswer = v.InferOutput<typeof rulesAnswer>
export type TopUpAnswer = v.InferOutput<typeof topUpAnswer>
