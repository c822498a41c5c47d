import type * as v from 'valibot'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Store } from '#client/store/database.ts'
import type { Enrolment } from '#client/store/enrolment.ts'
import { decodeMessage, encodeMessage } from '#protocol/message.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { noAnswerOfOurs } from './content-refused.ts'
import { readmit, saysUnknown } from './readmit.ts'
import { createPushSize, type PushSize } from './push-size.ts'
import { createSignedFetch, type Answer, type SignedFetch } from './signed-fetch.ts'
import type { World } from './world.ts'

/** One enrolment and its way to the server. */
export type Link = {
  readonly store: Store
  readonly device: Uuid
  readonly programme: number
  readonly address: string
  readonly keyId: Enrolment['keyId']
  readonly privateKey: CryptoKey
  readonly headKey: Enrolment['headKey']
  readonly world: World
  readonly size: PushSize
  /** For the pages that ask the server directly: a venue's account, a manager's pages. */
  readonly fetch: SignedFetch
}

/** Why nothing is exchanged until a person does something. Each is a locale key. */
export type PauseReason =
  | 'not-recognised'
  | 'forbidden'
  | 'unknown-device'
  | 'revoked'
  | 'update-first'
  | 'enrol-again'
  | 'untrusted-head'

export function createLink(
  store: Store,
  enrolment: Pick<Enrolment, 'device' | 'programme' | 'address' | 'keyId' | 'headKey' | 'keys'>,
  world: World,
): Link {
  const { device, programme, address, keyId, headKey, keys } = enrolment
  const privateKey = keys.privateKey
  const fetch = createSignedFetch(world, { device, key: privateKey, address })
  return {
    store,
    device,
    programme,
    address,
    keyId,
    privateKey,
    headKey,
    world,
    size: createPushSize(),
    fetch,
  }
}

/**
 * Sends a message and reads its answer. A server that was put back to before the device was enrolled is shown its
 * ticket, and asked once more. Rejects when what came is not an answer of our server.
 */
export async function exchange<Schema extends v.GenericSchema>(
  link: Link,
  path: string,
  message: object,
  answerSchema: Schema,
): Promise<Result<{ readonly response: v.InferOutput<Schema>; readonly answer: Answer }, PauseReason>> {
  const ask = () => link.fetch({ method: 'POST', path, body: encodeMessage(message) })
  const first = await ask()
  const isUnknown = !first.ok && first.error.type === 'forbidden' && saysUnknown(first.error.bytes)
  if (isUnknown && !(await readmit({ ...link, app: link.world.app }))) return fail('unknown-device')
  const answer = isUnknown ? await ask() : first
  if (!answer.ok) return fail(answer.error.type)
  const response = answer.value.status === 200 ? decodeMessage(answerSchema, answer.value.bytes) : undefined
  if (!response?.ok) throw noAnswerOfOurs(path, answer.value.status)
  return ok({ response: response.value, answer: answer.value })
}
