import { calendarDayOf, DAY, HOUR, MINUTE, type Instant } from '#domain/instant.ts'
import type { OfflineRules } from '#domain/programme.ts'
import type { DeviceClock } from '#client/store/clock.ts'
import type { CameraRefusal } from '#client/scan/camera-refusal.ts'
import type { Language } from '#client/i18n/languages.ts'
import { writeClock, writeDayOf } from '#client/ui/written.ts'
import type { Finding } from './finding.ts'

/** By the rules of the programme: before the age from which nothing more is promised, and before it even shows. */
export function knowledgeFinding(
  head: { readonly issuedAt: Instant } | undefined,
  about: Pick<OfflineRules, 'agesAfter' | 'defersAfter'> & {
    readonly now: Instant
    readonly timeZone: string
  },
): Finding<'knowledge'> {
  if (!head) return { standing: 'see', word: 'none' }
  const { now, timeZone, agesAfter, defersAfter } = about
  const age = Math.max(0, now - head.issuedAt)
  const values = { day: writeDayOf(head.issuedAt, timeZone), clock: writeClock(head.issuedAt, timeZone) }
  if (age >= defersAfter) return { standing: 'see', word: 'too-old', values }
  return age >= agesAfter
    ? { standing: 'see', word: 'ageing', values }
    : { standing: 'good', word: 'fresh', values }
}

/** Warned of from ten minutes on: the acts are dated right all the same, once a contact measured it. */
export const driftSeenFrom = 10 * MINUTE

export function clockFinding(clock: DeviceClock): Finding<'clock'> {
  const { verified, offset } = clock
  if (!verified || offset === null) return { standing: 'see', word: 'not-verified' }
  if (Math.abs(offset) < driftSeenFrom) return { standing: 'good', word: 'right' }
  return { standing: 'see', word: offset < 0 ? 'fast' : 'slow', values: spanOf(Math.abs(offset)) }
}

/** In the largest unit that fits: the unit is a locale key. */
export function spanOf(milliseconds: number): { readonly count: number; readonly unit: 'min' | 'h' | 'd' } {
  if (milliseconds >= DAY) return { count: Math.round(milliseconds / DAY), unit: 'd' }
  if (milliseconds >= HOUR) return { count: Math.round(milliseconds / HOUR), unit: 'h' }
  return { count: Math.round(milliseconds / MINUTE), unit: 'min' }
}

/** The keys of the numbers come with the enrolment: those of a year that began since are not among them. */
export function keysFinding(keys: {
  readonly signs: boolean
  readonly numberKeys: number
  readonly enrolledAt: Instant
  readonly now: Instant
  readonly timeZone: string
}): Finding<'keys'> {
  if (!keys.signs) return { standing: 'see', word: 'broken' }
  if (keys.numberKeys === 0) return { standing: 'see', word: 'no-numbers' }
  const sameYear = yearOf(keys.enrolledAt, keys.timeZone) === yearOf(keys.now, keys.timeZone)
  return sameYear ? { standing: 'good', word: 'all' } : { standing: 'see', word: 'another-year' }
}

export function unsentFinding(pending: number): Finding<'unsent'> {
  if (pending === 0) return { standing: 'good', word: 'none' }
  return { standing: 'see', word: 'some', values: { count: pending } }
}

/** `notDrawn`: those of which a letter has no glyph, neither in our fonts nor in the tablet's. */
export function languagesFinding(notDrawn: readonly Language[]): Finding<'languages'> {
  if (notDrawn.length === 0) return { standing: 'good', word: 'all' }
  const names = notDrawn.map(({ frenchName }) => frenchName).join(', ')
  return { standing: 'see', word: 'boxes', values: { names } }
}

/** `missing`: files of the app that its service worker no longer holds; undefined when there is none to ask. */
export function offlineFinding(missing: number | undefined): Finding<'offline'> {
  if (missing === undefined) return { standing: 'see', word: 'not-ready' }
  return missing === 0 ? { standing: 'good', word: 'ready' } : { standing: 'see', word: 'incomplete' }
}

/** Before a person has tried it; `unknown` where the browser does not say what it allows. */
export function cameraFinding(allowed: PermissionState | 'unknown'): Finding<'camera'> {
  if (allowed === 'granted') return { standing: 'good', word: 'allowed' }
  return { standing: 'see', word: allowed === 'denied' ? 'denied' : 'not-tried' }
}

export function triedCameraFinding(refusal: CameraRefusal | undefined): Finding<'camera'> {
  return refusal ? { standing: 'see', word: refusal } : { standing: 'good', word: 'works' }
}

function yearOf(at: Instant, timeZone: string): string {
  return calendarDayOf(at, timeZone).slice(0, 4)
}
