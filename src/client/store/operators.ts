import { personalPartLasts } from '#domain/handover.ts'
import { DAY, type Instant } from '#domain/instant.ts'
import { encodeOperatorName, personalHash } from '#protocol/journal-entry.ts'
import { timeOfUuid, uuidV7, type Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import type { Operator, PinHash } from './enrolment.ts'
import { actingFor } from './incarnations.ts'
import { actInJournal, type Turn } from './journal.ts'
import { makePersonalPart } from './make-personal-part.ts'
import { asNotSaved } from './not-saved.ts'

/** Those who share this tablet, for the device that acts today; nobody where it is not shared. */
export async function operatorsOf(store: Store, device: Uuid): Promise<readonly Operator[]> {
  const enrolment = await store.enrolments.get(await actingFor(store, device))
  return enrolment?.operators ?? []
}

/**
 * Somebody joins, and is at work at once. Their first entry says the name in a personal part; all others bear the id
 * alone. Rejects with `NotSaved`.
 */
export async function addOperator(
  store: Store,
  device: Uuid,
  { name, pin }: { readonly name: string; readonly pin: PinHash },
  now: () => Instant,
): Promise<Operator> {
  const added = await actInJournal(store, device, now, async (turn) => {
    const { at } = turn.clock
    const id = uuidV7(at, store.random(10))
    const entry = await sayName(store, turn, { id, name })
    const operator: Operator = { id, name, pin, wrong: 0 }
    await changeOperators(store, entry.device, (others) => [...others, operator])
    return operator
  })
  store.atWork.set(added.id)
  return added
}

/** A tablet may be weeks without a network: the name is said again so long before its last part expires. */
const saysAgainBefore = 60 * DAY

/** Says a name again that the server will soon have forgotten. Rejects with `NotSaved`. */
export async function keepNameSaid(store: Store, device: Uuid, id: Uuid, now: () => Instant): Promise<void> {
  const due = ({ saidAt, ...operator }: Operator) =>
    now() >= (saidAt ?? timeOfUuid(operator.id) ?? 0) + personalPartLasts - saysAgainBefore
  const operator = (await operatorsOf(store, device)).find((each) => each.id === id)
  if (!operator || !due(operator)) return
  await actInJournal(store, device, now, async (turn) => {
    const entry = await sayName(store, turn, operator)
    const { at } = turn.clock
    await changeOperators(store, entry.device, (operators) =>
      operators.map((each) => (each.id === id ? { ...each, saidAt: at } : each)),
    )
  })
}

async function sayName(store: Store, turn: Turn, { id, name }: Pick<Operator, 'id' | 'name'>) {
  const personal = makePersonalPart(store, encodeOperatorName(name), turn.clock.at)
  const body = { operator: id, personal: personalHash(personal) }
  return turn.append({ kind: 'operator', body, personal })
}

/**
 * Their name and PIN leave this device; what they did stays, under an id that it can no longer name. Rejects with
 * `NotSaved`.
 */
export async function removeOperator(store: Store, device: Uuid, id: Uuid): Promise<void> {
  try {
    await store.transaction('rw', store.enrolments, async () => {
      const acting = await actingFor(store, device)
      await changeOperators(store, acting, (operators) => operators.filter((operator) => operator.id !== id))
    })
  } catch (error) {
    throw asNotSaved(error)
  }
}

/** A try counts before it is looked at, so that ending the app does not take it back. Undefined for somebody who left. */
export async function beginTry(store: Store, device: Uuid, id: Uuid): Promise<Operator | undefined> {
  return store.transaction('rw', store.enrolments, async () => {
    const acting = await actingFor(store, device)
    const found = (await store.enrolments.get(acting))?.operators?.find((operator) => operator.id === id)
    if (found) await replaceOperator(store, acting, { ...found, wrong: found.wrong + 1 })
    return found
  })
}

export async function forgetTries(store: Store, device: Uuid, id: Uuid): Promise<void> {
  await store.transaction('rw', store.enrolments, async () => {
    const acting = await actingFor(store, device)
    await changeOperators(store, acting, (operators) =>
      operators.map((operator) => (operator.id === id ? { ...operator, wrong: 0 } : operator)),
    )
  })
}

async function replaceOperator(store: Store, acting: Uuid, changed: Operator): Promise<void> {
  await changeOperators(store, acting, (operators) =>
    operators.map((operator) => (operator.id === changed.id ? changed : operator)),
  )
}

/** Inside a transaction that may write `enrolments`. */
async function changeOperators(
  store: Store,
  acting: Uuid,
  change: (operators: readonly Operator[]) => readonly Operator[],
): Promise<void> {
  const enrolment = await store.enrolments.get(acting)
  if (enrolment) await store.enrolments.put({ ...enrolment, operators: change(enrolment.operators ?? []) })
}
