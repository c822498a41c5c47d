/** Milliseconds on a clock that only goes forward. */
type Moment = number

/** One person at a shared tablet: when they last touched it, and how often in a row they only said that they were there. */
export type Session = { readonly touchedAt: Moment; readonly extensions: number }

/**
 * What the tablet believes. WCAG 2.2.1: before a time limit ends what a person does, they are asked, have at least
 * twenty seconds to answer with one simple act, and may answer so at least ten times.
 */
export type Presence =
  | { readonly type: 'present'; readonly until: Moment }
  | { readonly type: 'asked'; readonly until: Moment; readonly mayContinue: boolean }
  | { readonly type: 'gone' }

export const asksAfter = 60_000
export const waitsFor = 20_000
export const mostExtensions = 10

export function beginSession(now: Moment): Session {
  return { touchedAt: now, extensions: 0 }
}

/** Somebody reads, presses or types. */
export function touchSession(_session: Session, now: Moment): Session {
  return beginSession(now)
}

/** "Continue", ten times in a row; what is done in between begins the count again. */
export function extendSession(session: Session, now: Moment): Session {
  if (presenceAt(session, now).type !== 'asked' || session.extensions >= mostExtensions) return session
  return { touchedAt: now, extensions: session.extensions + 1 }
}

export function presenceAt({ touchedAt, extensions }: Session, now: Moment): Presence {
  const [asks, ends] = [touchedAt + asksAfter, touchedAt + asksAfter + waitsFor]
  if (now < asks) return { type: 'present', until: asks }
  if (now < ends) return { type: 'asked', until: ends, mayContinue: extensions < mostExtensions }
  return { type: 'gone' }
}
