import { isDeferred } from '#domain/verdict.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'

/** What a new volunteer does once, in this order. Each is a locale key. */
export const tourSteps = ['give', 'take', 'undo', 'no', 'noted'] as const

export type TourStep = (typeof tourSteps)[number]

/** Where each is done. */
export const tourPaths: Readonly<Record<TourStep, '/handover' | '/redeem'>> = {
  give: '/handover',
  take: '/redeem',
  undo: '/redeem',
  no: '/redeem',
  noted: '/redeem',
}

export type Tour = { readonly done: ReadonlySet<TourStep>; readonly next: TourStep | undefined }

/** How far the tour is: the journal of the exercise says it, so that it is left and resumed at any time. */
export function tourOf(entries: readonly Pick<StoredEntry, 'kind' | 'verdict'>[]): Tour {
  const done = new Set(entries.flatMap((entry) => stepOf(entry) ?? []))
  return { done, next: tourSteps.find((step) => !done.has(step)) }
}

function stepOf({ kind, verdict }: Pick<StoredEntry, 'kind' | 'verdict'>): TourStep | undefined {
  switch (kind) {
    case 'handover':
      return 'give'
    case 'void':
    case 'handover-undo':
      return 'undo'
    case 'refusal':
      return 'no'
    case 'redemption':
      return verdict && isDeferred(verdict) ? 'noted' : 'take'
    default:
      return undefined
  }
}
