import * as v from 'valibot'
import { outcomeTypes } from '#domain/outcome.ts'
import { cents, count, instant, shares, text } from './fields.ts'

export const managedVenues = v.object({
  venues: v.array(
    v.object({
      structure: text,
      name: text,
      commune: text,
      invented: v.boolean(),
      payableCents: cents,
      units: v.pipe(v.number(), v.safeInteger()),
      shares,
      waitingUnits: count,
      acts: count,
    }),
  ),
})

/** The only way money moves: one debit, one credit, one amount. */
const transfer = v.object({
  cause: text,
  number: count,
  debit: text,
  credit: text,
  cents: count,
  at: instant,
})

export const managedVenue = v.object({
  structure: text,
  name: text,
  commune: text,
  payableCents: cents,
  units: v.pipe(v.number(), v.safeInteger()),
  shares,
  waitingUnits: count,
  lines: v.array(
    v.object({
      entry: text,
      claimedAt: instant,
      service: text,
      units: count,
      type: v.picklist(outcomeTypes),
      cents,
      batch: v.nullable(count),
      pass: v.nullable(count),
      cheque: count,
      transfers: v.array(transfer),
    }),
  ),
  /** How many lines are not listed, being older, and what they come to. */
  earlier: v.object({ lines: count, cents }),
})

export type ManagedVenues = v.InferOutput<typeof managedVenues>
export type ManagedVenue = v.InferOutput<typeof managedVenue>
export type ManagedTransfer = v.InferOutput<typeof transfer>
