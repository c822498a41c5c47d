import type { Uuid } from '#protocol/uuid.ts'
import { watch, type Store } from './database.ts'
import type { Enrolment } from './enrolment.ts'
import type { Observable } from './observable.ts'

/** Every enrolment of this installation, live. */
export function listEnrolments(store: Store): Observable<readonly Enrolment[] | undefined> {
  return watch(() => store.enrolments.toArray())
}

export async function enrolmentOf(store: Store, device: Uuid): Promise<Enrolment | undefined> {
  return store.enrolments.get(device)
}

/** The pair of an enrolment under way: the answer may be lost, and the code serves only the key that used it. */
export async function attemptOf(store: Store, code: string): Promise<CryptoKeyPair | undefined> {
  return (await store.settings.get(nameOf(code)))?.value as CryptoKeyPair | undefined
}

export async function keepAttempt(store: Store, code: string, keys: CryptoKeyPair): Promise<void> {
  await store.settings.put({ name: nameOf(code), value: keys })
}

/** The enrolment is there, and its attempt is not, in one step. */
export async function storeEnrolment(store: Store, code: string, enrolment: Enrolment): Promise<void> {
  await store.transaction('rw', store.enrolments, store.settings, async () => {
    await store.enrolments.put(enrolment)
    await store.settings.delete(nameOf(code))
  })
}

function nameOf(code: string): string {
  return `enrolling/${code}`
}
