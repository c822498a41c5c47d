import { useSyncExternalStore } from 'react'

export type Urgency = 'polite' | 'assertive'

type Spoken = { readonly turn: number; readonly message: string; readonly urgency: Urgency }

/** The regions that screen readers watch: mounted once, before anything is said. */
export function Announcer() {
  const { turn, message, urgency } = useSyncExternalStore(
    listen,
    () => spoken,
    () => spoken,
  )
  // A new turn is a new node, so that the same words are spoken again.
  const words = message && <span key={turn}>{message}</span>
  return (
    <div className="spoken-only">
      <div role="status">{urgency === 'polite' && words}</div>
      <div role="alert">{urgency === 'assertive' && words}</div>
    </div>
  )
}

/** Says a message to whoever does not see the screen; the same message twice is said twice. */
export function announce(message: string, urgency: Urgency = 'polite'): void {
  spoken = { turn: spoken.turn + 1, message: before + message, urgency }
  for (const tell of listeners) tell()
}

/** Said before every message from now on, such as that nothing here is real. */
export function announceBefore(words: string): void {
  before = words
}

let before = ''
let spoken: Spoken = { turn: 0, message: '', urgency: 'polite' }
const listeners = new Set<() => void>()

function listen(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
