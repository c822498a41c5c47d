import * as v from 'valibot'
import { cents, count, shares, text } from './fields.ts'

/** Passes, the units they carry, and what those are worth. */
const amount = v.object({ passes: count, units: count, cents })

export const funnelSteps = ['ordered', 'delivered', 'handedOut', 'used', 'left'] as const

/** `used` passes have lost at least one unit; `left` is what people who were handed a pass can still use. */
export const funnel = v.object({
  ordered: amount,
  delivered: amount,
  handedOut: amount,
  used: amount,
  left: amount,
})

export const moneyPlaces = ['funded', 'pool', 'outstanding', 'payable', 'paid', 'contingency'] as const

export const managedOverview = v.object({
  total: funnel,
  orders: v.array(
    v.object({
      order: text,
      units: count,
      fundedCents: cents,
      poolCents: cents,
      outstandingCents: cents,
      /** Units paid from the order; `waitingUnits` are used and not yet paid. */
      coveredUnits: count,
      waitingUnits: count,
      funnel,
    }),
  ),
  batches: v.array(v.object({ batch: count, order: text, funnel })),
  money: v.array(v.object({ place: v.picklist(moneyPlaces), cents, shares })),
  /** Units that the contingency paid. */
  honouredUnits: count,
  /** `isShort`: below what one more pass can cost at worst, so that devices are told a ceiling of zero. */
  contingency: v.object({ balanceCents: cents, neededCents: cents, isShort: v.boolean() }),
})

export type ManagedOverview = v.InferOutput<typeof managedOverview>
export type Funnel = v.InferOutput<typeof funnel>
export type MoneyPlace = (typeof moneyPlaces)[number]
