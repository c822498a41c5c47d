import type { Instant } from '#domain/instant.ts'
import { watch, type Store } from '#client/store/database.ts'
import type { Enrolment, Operator } from '#client/store/enrolment.ts'
import { isNotSaved } from '#client/store/not-saved.ts'
import type { Observable } from '#client/store/observable.ts'
import {
  addOperator,
  beginTry,
  forgetTries,
  keepNameSaid,
  operatorsOf,
  removeOperator,
} from '#client/store/operators.ts'
import { hashPin, isRightPin } from '#client/store/pin.ts'
import { waitAfter } from '#client/store/pin-wait.ts'
import type { Uuid } from '#protocol/uuid.ts'

/** The people who share a tablet: nobody, and it is never locked. All of it works without a network. */
export type Sharing = {
  readonly operators: Observable<readonly Operator[]>
  /** Undefined while the tablet is locked. */
  readonly atWork: Observable<Uuid | undefined>
  /** Rejects with `NotSaved`. */
  readonly add: (name: string, pin: string) => Promise<Operator>
  readonly open: (id: Uuid, pin: string) => Promise<PinAnswer>
  /** Milliseconds until another PIN may be tried. */
  readonly waitFor: (id: Uuid) => number
  readonly lock: () => void
  readonly remove: (id: Uuid) => Promise<void>
}

export type PinAnswer = 'open' | 'wrong' | 'wait'

export function createSharing(store: Store, enrolment: Enrolment, now: () => Instant): Sharing {
  const { device } = enrolment
  const live = watch(() => operatorsOf(store, device))
  const operators: Sharing['operators'] = {
    subscribe: live.subscribe,
    current: () => live.current() ?? enrolment.operators ?? nobody,
  }
  /** When the last try was, by the page's own clock: opening the app anew begins the wait anew. */
  const triedAt = new Map<Uuid, number>()

  function waitFor(id: Uuid): number {
    const wrong = operators.current().find((operator) => operator.id === id)?.wrong ?? 0
    return Math.max(0, (triedAt.get(id) ?? 0) + waitAfter(wrong) - store.elapsed())
  }

  async function open(id: Uuid, pin: string): Promise<PinAnswer> {
    if (waitFor(id) > 0) return 'wait'
    const operator = await beginTry(store, device, id)
    triedAt.set(id, store.elapsed())
    if (!operator || !(await isRightPin(pin, operator.pin))) return 'wrong'
    await forgetTries(store, device, id)
    store.atWork.set(id)
    // Who cannot be named again now works all the same: the next opening tries again.
    await keepNameSaid(store, device, id, now).catch(unlessNotSaved)
    return 'open'
  }

  return {
    operators,
    atWork: store.atWork,
    add: async (name, pin) => {
      const hashed = await hashPin(pin, store.random(16))
      return addOperator(store, device, { name, pin: hashed }, now)
    },
    open,
    waitFor,
    lock: () => store.atWork.set(undefined),
    remove: (id) => removeOperator(store, device, id),
  }
}

function unlessNotSaved(error: unknown): void {
  if (!isNotSaved(error)) throw error
}

const nobody: readonly Operator[] = []
