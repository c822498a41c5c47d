import type { Operator } from '#client/store/enrolment.ts'
import { waitAfter } from '#client/store/pin-wait.ts'
import type { Uuid } from '#protocol/uuid.ts'

/** What this tab knows of wrong PINs: those of the store, from when it sees them, and those that could not be written. */
export type PinTries = {
  /** What the store holds, also after a try in another tab. */
  readonly see: (operators: readonly Pick<Operator, 'id' | 'wrong'>[]) => void
  /** A try that the store could not write counts as long as the page lives. */
  readonly countUnwritten: (id: Uuid) => void
  /** The right PIN: nothing counts any more, also while the store still holds some. */
  readonly forgive: (id: Uuid) => void
  /** Milliseconds until another PIN may be tried. */
  readonly waitFor: (id: Uuid) => number
}

/** `elapsed` is the page's own clock: opening the app anew begins each wait anew. */
export function createPinTries(known: readonly Operator[], elapsed: () => number): PinTries {
  const tries = new Map<Uuid, Tries>(known.map(({ id, wrong }) => [id, { stored: wrong, beside: 0, at: 0 }]))

  function of(id: Uuid): Tries {
    return tries.get(id) ?? { stored: 0, beside: 0, at: 0 }
  }

  return {
    see: (operators) => {
      for (const { id, wrong } of operators) {
        const { stored, beside, at } = of(id)
        // What was forgiven here is gone from the store by now.
        const left = Math.max(beside, -wrong)
        tries.set(id, { stored: wrong, beside: left, at: wrong > stored ? elapsed() : at })
      }
    },
    countUnwritten: (id) => {
      const { stored, beside } = of(id)
      tries.set(id, { stored, beside: beside + 1, at: elapsed() })
    },
    forgive: (id) => tries.set(id, { ...of(id), beside: -of(id).stored }),
    waitFor: (id) => {
      const { stored, beside, at } = of(id)
      return Math.max(0, at + waitAfter(stored + beside) - elapsed())
    },
  }
}

/** `beside` is added to what the store holds: tries that it could not write, or less than zero for what is forgiven. */
type Tries = { readonly stored: number; readonly beside: number; readonly at: number }
