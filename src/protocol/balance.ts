import * as v from 'valibot'

/** What a person asks, without an account: by the code's digits or by the number printed under it. */
export const balanceRequest = v.variant('by', [
  v.object({ by: v.literal('code'), digits: v.pipe(v.string(), v.regex(/^\d{100,400}$/)) }),
  v.object({ by: v.literal('number'), number: v.pipe(v.string(), v.maxLength(40)) }),
])

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Counts, dates and services; never a place, never a person. Instants are UTC milliseconds. */
export const balanceResponse = v.variant('type', [
  v.object({
    type: v.literal('balance'),
    programme: v.string(),
    /** The programme's, under which its venues are published. Not told by version 1. */
    number: v.optional(count),
    telephone: v.string(),
    demonstration: v.boolean(),
    timeZone: v.string(),
    state: v.picklist(['not-active', 'in-stock', 'active', 'watch', 'suspended', 'closed']),
    units: count,
    used: count,
    /** Numbers of a booklet's used cheques; empty for a card. */
    cheques: v.array(count),
    unitCents: count,
    lastDay: v.string(),
    /** What a pass of the programme pays for, each with its price in cheques. */
    services: v.array(v.object({ id: v.string(), cheques: count, name: v.record(v.string(), v.string()) })),
    /** The newest first; `service` is the id of one of `services`, or of one that the programme no longer has. */
    uses: v.array(v.object({ day: v.string(), service: v.string(), units: count })),
    knownAt: count,
  }),
  v.object({
    type: v.picklist(['not-a-pass', 'misread-number', 'unknown', 'later']),
    telephone: v.string(),
  }),
])

export type BalanceRequest = v.InferOutput<typeof balanceRequest>
export type BalanceResponse = v.InferOutput<typeof balanceResponse>
export type Balance = Extract<BalanceResponse, { type: 'balance' }>
