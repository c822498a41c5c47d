import * as v from 'valibot'
import type { Instant } from '#domain/instant.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Contact } from '#client/store/clock.ts'
import type { Bytes } from '#protocol/bytes.ts'
import { messageType } from '#protocol/message.ts'
import { nonceHeader, signRequest } from '#protocol/signed-request.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { serverBusy } from './server-busy.ts'
import type { World } from './world.ts'

/** A request of an enrolled device, signed over method, path, body and the server's newest nonce. */
export type SignedFetch = (asked: {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body?: Bytes
  /** Media type of the body; CBOR unless said otherwise. */
  readonly type?: string
}) => Promise<Result<Answer, Unsigned>>

export type Answer = {
  readonly status: number
  readonly bytes: Bytes
  readonly sentAt: Instant
  readonly receivedAt: Instant
}

/** `not-recognised`: 401 also with a fresh nonce; `forbidden`: 403, with what the server says of it. */
export type Unsigned = { readonly type: 'not-recognised' | 'forbidden'; readonly bytes: Bytes }

/** Milliseconds after which an answer is given up: a captive portal may never give one. */
export const answerWithin = 20_000

/** A 401 carries the nonce to sign with: signed once more. Rejects when no answer of our server came. */
export function createSignedFetch(
  world: World,
  signer: { readonly device: Uuid; readonly key: CryptoKey; readonly address: string },
): SignedFetch {
  let nonce = ''
  async function askNonce(): Promise<string> {
    const signal = world.signalAfter(answerWithin)
    const response = await world.fetch(`${signer.address}/api/nonce`, {
      cache: 'no-store',
      redirect: 'error',
      signal,
    })
    if (!response.ok) return ''
    const given: unknown = await response.json()
    if (!isNonce(given)) throw new Error('What came is not a nonce.')
    return given.nonce
  }

  async function send(asked: Parameters<SignedFetch>[0]): Promise<Answer> {
    const { method, path, body = noBytes, type = messageType } = asked
    const authorization = await signRequest({ method, path, body, nonce }, signer.device, signer.key)
    const sentAt = world.now()
    const response = await world.fetch(`${signer.address}${path}`, {
      method,
      headers: {
        Authorization: authorization,
        [nonceHeader]: nonce,
        ...(asked.body ? { 'Content-Type': type } : {}),
      },
      ...(asked.body ? { body } : {}),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: world.signalAfter(answerWithin),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    nonce = response.headers.get(nonceHeader) ?? nonce
    if (response.status >= 500 || response.status === 429) throw serverBusy(response, path, world.now())
    return { status: response.status, bytes, sentAt, receivedAt: world.now() }
  }

  return async (asked) => {
    // Asked first, so that the first request of every start is not answered 401.
    if (nonce === '') nonce = await askNonce()
    const before = nonce
    const first = await send(asked)
    const answer = first.status === 401 && nonce !== before ? await send(asked) : first
    if (answer.status === 401) return fail({ type: 'not-recognised', bytes: answer.bytes })
    if (answer.status === 403) return fail({ type: 'forbidden', bytes: answer.bytes })
    return ok(answer)
  }
}

/** What our server, and no other network's page, answers to `/api/nonce`. */
export function isNonce(given: unknown): given is { readonly nonce: string } {
  return v.is(v.object({ nonce: v.string() }), given)
}

/** When an answer's server time was true, by the device's clock. */
export function contactOf(answer: Answer, serverTime: Instant): Contact {
  return { serverTime, sentAt: answer.sentAt, receivedAt: answer.receivedAt }
}

const noBytes = new Uint8Array(0)
