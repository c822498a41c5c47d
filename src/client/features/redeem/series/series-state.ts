import type { Instant } from '#domain/instant.ts'
import type { Service } from '#domain/programme.ts'
import { isDeferred, isRefused, isYes, type VerdictType } from '#domain/verdict.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import type { SeenKind } from '#client/scan/seen-kind.ts'
import type { Checked } from '#client/store/check-only.ts'
import type { NotSavedReason } from '#client/store/not-saved.ts'
import type { ReadCode } from '#client/store/read-code.ts'
import type { VerdictLook } from '#client/ui/verdict-shape.tsx'

/** One code of a series: what the device said of it, and once it is taken what was answered. */
export type SeriesItem = {
  readonly key: string
  readonly scanned: ScannedText
  /** When, in the device's corrected time. */
  readonly added: Instant
  readonly read: ReadCode
  readonly checked: Checked
  readonly answer: VerdictType | undefined
}

/** What the last code in front of the camera was. */
export type Heard =
  | { readonly type: 'added'; readonly item: SeriesItem }
  | { readonly type: 'again'; readonly item: SeriesItem }
  | { readonly type: 'unreadable'; readonly seen: SeenKind }

/** Many codes one after the other, then one review and one confirmation. Nothing is taken before `taking`. */
export type SeriesState =
  | { readonly type: 'resuming' | 'choosing' }
  | {
      readonly type: 'scanning'
      readonly service: Service
      readonly items: readonly SeriesItem[]
      readonly heard: Heard | undefined
    }
  | {
      readonly type: 'reviewing'
      readonly service: Service
      readonly items: readonly SeriesItem[]
      readonly notSaved: NotSavedReason | undefined
      /** Codes of a series that was taken up and has lost them: taken before the page died, or not readable now. */
      readonly leftOut: number
    }
  | { readonly type: 'taking'; readonly service: Service; readonly items: readonly SeriesItem[] }
  | { readonly type: 'taken'; readonly service: Service; readonly items: readonly SeriesItem[] }

/** The code itself, or the number that could not be resolved: the same one again is the same. */
export function keyOfCode({ code, proof }: ReadCode): string {
  if (code) return `${code.batch}/${code.pass}/${code.cheque}`
  return 'typed' in proof ? proof.typed : String(proof.scan)
}

/** A code is in a series once. */
export function addToSeries(items: readonly SeriesItem[], item: SeriesItem): readonly SeriesItem[] {
  return items.some(({ key }) => key === item.key) ? items : [...items, item]
}

/** What will be taken: a refusal is shown and left out. */
export function isToTake({ checked, answer }: SeriesItem): boolean {
  return answer === undefined && !isRefused(checked.verdict.type)
}

export function unitsToTakeOf(items: readonly SeriesItem[]): number {
  return items.filter(isToTake).reduce((units, { checked }) => units + checked.units, 0)
}

export function lookOf(type: VerdictType): VerdictLook {
  if (type === 'confirmed') return 'yes'
  if (isYes(type)) return 'yes-to-confirm'
  return isDeferred(type) ? 'noted' : 'no'
}

/** As the running row draws them. */
export function looksOf(items: readonly SeriesItem[]) {
  return items.map((item) => ({ key: item.key, look: lookOf(verdictOf(item)) }))
}

/** The verdict of an item: what was answered, else what would be. */
export function verdictOf({ checked, answer }: SeriesItem): VerdictType {
  return answer ?? checked.verdict.type
}

export function countByWord(items: readonly SeriesItem[]) {
  const verdicts = items.map(verdictOf)
  return {
    yes: verdicts.filter(isYes).length,
    noted: verdicts.filter(isDeferred).length,
    no: verdicts.filter(isRefused).length,
  }
}
