import { compactVerify, CompactSign, decodeProtectedHeader } from 'jose'
import { fail, ok, type Result } from '#domain/result.ts'
import { toBase64Url, utf8 } from './bytes.ts'
import { hashOf } from './hash.ts'
import { isUuid, type Uuid } from './uuid.ts'

/**
 * Every request of an enrolled device carries a JWS (RFC 7515, ES256) over what it asks: method, path, hash of the
 * body and the server's nonce. Freshness hangs on the nonce, never on the device's clock.
 */
export type SignedRequest = {
  readonly method: string
  /** Path and query, as sent. */
  readonly path: string
  readonly body: Uint8Array
  readonly nonce: string
}

/** `Authorization: Carnet <jws>`; the server answers 401 with a fresh nonce in `Carnet-Nonce`. */
export const authorizationScheme = 'Carnet'
export const nonceHeader = 'Carnet-Nonce'

export async function signRequest(request: SignedRequest, device: Uuid, key: CryptoKey): Promise<string> {
  const jws = await new CompactSign(payloadOf(request))
    .setProtectedHeader({ alg: 'ES256', kid: device, typ: 'carnet-request' })
    .sign(key)
  return `${authorizationScheme} ${jws}`
}

/** The device that a request claims to come from: nothing is proven before `verifyRequest`. */
export function claimedDevice(authorization: string): Uuid | undefined {
  const jws = jwsOf(authorization)
  try {
    const claimed: unknown = jws === undefined ? undefined : decodeProtectedHeader(jws).kid
    return typeof claimed === 'string' && isUuid(claimed) ? claimed : undefined
  } catch {
    return undefined
  }
}

export async function verifyRequest(
  request: SignedRequest,
  authorization: string,
  publicKey: CryptoKey,
): Promise<Result<true, 'bad-signature'>> {
  try {
    const { payload, protectedHeader } = await compactVerify(jwsOf(authorization) ?? '', publicKey, {
      algorithms: ['ES256'],
    })
    const asked = toBase64Url(payload) === toBase64Url(payloadOf(request))
    return asked && protectedHeader.typ === 'carnet-request' ? ok(true) : fail('bad-signature')
  } catch {
    return fail('bad-signature')
  }
}

function jwsOf(authorization: string): string | undefined {
  const [scheme, jws] = authorization.split(' ')
  return scheme === authorizationScheme ? jws : undefined
}

function payloadOf({ method, path, body, nonce }: SignedRequest) {
  return utf8(JSON.stringify({ method, path, body: toBase64Url(hashOf(body)), nonce }))
}
