import { fail, ok, type Result } from '#domain/result.ts'
import type { Enrolment } from '#client/store/enrolment.ts'
import { keysToContinue, storeIncarnation } from '#client/store/incarnations.ts'
import { incarnationResponse, proveIncarnation } from '#protocol/incarnation.ts'
import { exportPublicKey, keyIdOf, makeSigningKey } from '#protocol/keys.ts'
import { protocolVersion } from '#protocol/version.ts'
import { exchange, type Link, type PauseReason } from './link.ts'

/**
 * Another copy of this tablet has acted under its name: it goes on as a new device, with a key of its own. What it did
 * under the old name is still sent under it. Rejects when the world is absent.
 */
export async function continueAnew(link: Link): Promise<Result<'continued', PauseReason>> {
  const { store, device, world } = link
  const old = await store.enrolments.get(device)
  if (!old) return fail('enrol-again')
  if (old.replacedBy !== undefined) return ok('continued')
  const keys = await keysToContinue(store, device, () => makeSigningKey({ extractable: false }))
  const publicKey = await exportPublicKey(keys.publicKey)
  const keyId = keyIdOf(publicKey)
  const proof = await proveIncarnation(device, keyId, keys.privateKey)
  const request = { protocol: protocolVersion, publicKey, proof, app: world.app }
  const asked = await exchange(link, '/api/incarnations', request, incarnationResponse)
  if (!asked.ok) return asked
  const { response } = asked.value
  if (response.type === 'refused') return fail(response.reason === 'revoked' ? 'revoked' : 'enrol-again')
  await storeIncarnation(store, incarnationOf(old, { ...response, keys, keyId }), device)
  return ok('continued')
}

/** Same place, role, pinned keys and server; a journal that begins anew. */
function incarnationOf(
  old: Enrolment,
  made: Pick<Enrolment, 'device' | 'keys' | 'keyId' | 'ticket'> & { readonly serverTime: number },
): Enrolment {
  const { device, keys, keyId, ticket, serverTime } = made
  return {
    ...old,
    ...{ device, keys, keyId, ticket },
    enrolledAt: serverTime,
    lastExchange: serverTime,
    backedUpThrough: 0,
    acknowledged: undefined,
    late: [],
  }
}
