import * as v from 'valibot'
import { mostPasses } from '#domain/batch.ts'
import { parseSeries, parseSeriesName } from '#domain/series-name.ts'
import { stockActs, type Ends, type StockAct, type StockActKind } from '#domain/stock-act.ts'
import type { Instant } from '#domain/instant.ts'
import { fail, ok, type Result } from '#domain/result.ts'

/** What a person typed or scanned, as it stands in the fields. */
export type MoveDraft = {
  readonly first: string
  readonly last: string
  readonly other: string
  readonly counted: string
  readonly damaged: string
  readonly missing: string
}

export const emptyDraft: MoveDraft = { first: '', last: '', other: '', counted: '', damaged: '', missing: '' }

export type MoveField = keyof MoveDraft

/** What outlives the page. `at`: when it was changed last, in the device's corrected time. */
export type KeptMove = {
  readonly movement: StockActKind
  readonly fields: MoveDraft
  readonly at: Instant
}

/** Of one kind of movement; undefined while its fields are empty. */
export function keptMoveOf(movement: StockActKind, fields: MoveDraft, at: Instant): KeptMove | undefined {
  return Object.values(fields).every((text) => text === '') ? undefined : { movement, fields, at }
}

/** Undefined for another kind of movement, and for what another app kept and this one does not understand. */
export function readKeptMove(movement: StockActKind, kept: unknown): KeptMove | undefined {
  const read = v.safeParse(keptMove, kept)
  return read.success && read.output.movement === movement ? read.output : undefined
}

/** Why a field cannot be read. Each is a locale key; `part` is what was not understood. */
export type FieldFault = {
  readonly type:
    | 'no-series'
    | 'not-a-series'
    | 'other-batch'
    | 'before-first'
    | 'choose'
    | 'not-a-count'
    | 'outside'
    | 'both'
  readonly part?: string
}

export type DraftFaults = Partial<Record<MoveField, FieldFault>>

/** The act that a draft says, or what is wrong with it, every field at once. */
export function readDraft(movement: StockActKind, draft: MoveDraft): Result<StockAct, DraftFaults> {
  const named = readNamed(draft)
  if (!named.ok) return named
  const whole = named.value
  const nothing = { other: null, counted: null, damaged: [], missing: [] }
  if (movement === 'transfer' && draft.other === '') return fail({ other: { type: 'choose' } })
  if (movement !== 'reception')
    return ok({ movement, ...whole, ...nothing, ...(movement === 'transfer' && { other: draft.other }) })

  const damaged = readWithin(draft.damaged, whole)
  const missing = readWithin(draft.missing, whole)
  const counted = draft.counted.trim() === '' ? null : Number(draft.counted)
  const faults: DraftFaults = {
    ...(!damaged.ok && { damaged: damaged.error }),
    ...(!missing.ok && { missing: missing.error }),
    ...(damaged.ok && missing.ok && overlap(damaged.value, missing.value) && { missing: { type: 'both' } }),
    ...(counted !== null && !isCount(counted) && { counted: { type: 'not-a-count' } }),
  }
  if (!damaged.ok || !missing.ok || Object.keys(faults).length > 0) return fail(faults)
  const other = draft.other === '' ? null : draft.other
  return ok({ movement, ...whole, other, counted, damaged: damaged.value, missing: missing.value })
}

/** How many passes the series names so far; 0 while it names none. */
export function passesNamed(draft: MoveDraft): number {
  const named = readNamed(draft)
  return named.ok ? named.value.to - named.value.from + 1 : 0
}

function readNamed(draft: MoveDraft): Result<Pick<StockAct, 'batch' | 'from' | 'to'>, DraftFaults> {
  const first = parseSeriesName(draft.first)
  if (!first) return fail({ first: { type: 'no-series' } })
  const { batch, pass: from } = first
  const last = draft.last.trim() === '' ? first : parseSeriesName(draft.last, batch)
  if (!last) return fail({ last: { type: 'no-series' } })
  if (last.batch !== batch) return fail({ last: { type: 'other-batch' } })
  if (last.pass < from) return fail({ last: { type: 'before-first' } })
  return ok({ batch, from, to: last.pass })
}

function readWithin(
  text: string,
  { batch, from, to }: Pick<StockAct, 'batch' | 'from' | 'to'>,
): Result<readonly Ends[], FieldFault> {
  const read = parseSeries(text, batch)
  if (!read.ok) return fail({ type: 'not-a-series', part: read.error })
  const outside = read.value.find(([first, last]) => first < from || last > to)
  return outside ? fail({ type: 'outside' }) : ok(read.value)
}

function overlap(some: readonly Ends[], others: readonly Ends[]): boolean {
  return some.some(([from, to]) => others.some(([first, last]) => first <= to && from <= last))
}

function isCount(count: number): boolean {
  return Number.isSafeInteger(count) && count >= 0 && count < mostPasses
}

const keptMove = v.object({
  movement: v.picklist(stockActs),
  at: v.number(),
  fields: v.object({
    first: v.string(),
    last: v.string(),
    other: v.string(),
    counted: v.string(),
    damaged: v.string(),
    missing: v.string(),
  }),
})
