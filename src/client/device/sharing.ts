import type { Instant } from '#domain/instant.ts'
import { watch, type Store } from '#client/store/database.ts'
import type { Enrolment, Operator } from '#client/store/enrolment.ts'
import { silentWithin } from '#client/store/journal.ts'
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
import { answerBefore } from '#client/store/time-limit.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { createPinTries } from './pin-tries.ts'

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
  /** Rejects with `NotSaved`. */
  readonly remove: (id: Uuid) => Promise<void>
}

export type PinAnswer = 'open' | 'wrong' | 'wait'

export function createSharing(store: Store, enrolment: Enrolment, now: () => Instant): Sharing {
  const { device } = enrolment
  const live = watch(() => operatorsOf(store, device))
  const tries = createPinTries(enrolment.operators ?? nobody, store.elapsed)
  const current = () => live.current() ?? enrolment.operators ?? nobody
  const operators: Sharing['operators'] = {
    current,
    subscribe: (changed) =>
      live.subscribe(() => {
        tries.see(current())
        changed()
      }),
  }

  async function open(id: Uuid, pin: string): Promise<PinAnswer> {
    if (tries.waitFor(id) > 0) return 'wait'
    const beginning: Promise<Begun> = beginTry(store, device, id)
    const begun = await answerBefore(beginning, silentWithin, 'not-written')
    const written = begun !== 'not-written'
    const operator = written ? begun : current().find((known) => known.id === id)
    // Nobody is locked out for good by a store that cannot write.
    if (!written) tries.countUnwritten(id)
    else if (operator) tries.see([{ id, wrong: operator.wrong + 1 }])
    if (!operator || !(await isRightPin(pin, operator.pin))) return 'wrong'
    tries.forgive(id)
    const forgotten = forgetTries(store, device, id).then(() => true)
    if (await answerBefore(forgotten, written ? silentWithin : 0, false)) tries.see([{ id, wrong: 0 }])
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
    waitFor: tries.waitFor,
    lock: () => store.atWork.set(undefined),
    remove: (id) => removeOperator(store, device, id),
  }
}

/** Undefined for somebody who left. */
type Begun = Operator | undefined | 'not-written'

function unlessNotSaved(error: unknown): void {
  if (!isNotSaved(error)) throw error
}

const nobody: readonly Operator[] = []
