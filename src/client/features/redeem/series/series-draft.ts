import * as v from 'valibot'
import type { Instant } from '#domain/instant.ts'
import { isRefused } from '#domain/verdict.ts'
import { keptText } from '#client/scan/kept-text.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import type { ReadCode } from '#client/store/read-code.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import type { SeriesState } from './series-state.ts'

/** A series half scanned: each code is read and checked again. `added` is the device's corrected time. */
export type SeriesDraft = {
  readonly service: string
  readonly codes: readonly { readonly scanned: ScannedText; readonly added: Instant }[]
}

/** What outlives the page; undefined before the first code, and once all is taken. */
export function seriesDraftOf(state: SeriesState): SeriesDraft | undefined {
  if (!('items' in state) || state.type === 'taken') return undefined
  const codes = state.items
    .filter(({ answer }) => answer === undefined)
    .map(({ scanned, added }) => ({ scanned, added }))
  return codes.length === 0 ? undefined : { service: state.service.id, codes }
}

/** Undefined for what another app kept and this one does not understand. */
export function readSeriesDraft(kept: unknown): SeriesDraft | undefined {
  const read = v.safeParse(draft, kept)
  return read.success ? read.output : undefined
}

/** The app died between the act and the end of its draft: it is in the journal already. */
export function isTakenSince(acts: readonly StoredEntry[], { code }: ReadCode, added: Instant): boolean {
  if (!code) return false
  return acts.some(
    ({ kind, undoneBy, verdict, batch, pass, cheque, at }) =>
      kind === 'redemption' &&
      undoneBy === undefined &&
      verdict !== undefined &&
      !isRefused(verdict) &&
      batch === code.batch &&
      pass === code.pass &&
      cheque === code.cheque &&
      at >= added,
  )
}

const draft = v.object({
  service: v.string(),
  codes: v.pipe(v.array(v.object({ scanned: keptText, added: v.number() })), v.minLength(1)),
})
