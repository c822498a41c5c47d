import { fail, ok, type Result } from '#domain/result.ts'
import { clockAfter } from '#client/store/clock.ts'
import type { Store } from '#client/store/database.ts'
import type { Enrolment } from '#client/store/enrolment.ts'
import { attemptOf, keepAttempt, storeEnrolment } from '#client/store/enrolments.ts'
import { writeSetting } from '#client/store/settings.ts'
import {
  enrolmentResponse,
  parseEnrolmentLink,
  parseTypedCode,
  proveKey,
  type EnrolmentFailure,
  type EnrolmentResponse,
} from '#protocol/enrolment.ts'
import { exportPublicKey, fingerprintOf, keyIdOf, makeSigningKey } from '#protocol/keys.ts'
import { decodeMessage, encodeMessage, messageType } from '#protocol/message.ts'
import { importHmacKey } from '#protocol/pass-number.ts'
import { protocolVersion } from '#protocol/version.ts'
import { createLink } from './link.ts'
import { pullKnowledge } from './pull-knowledge.ts'
import { answerWithin } from './signed-fetch.ts'
import type { World } from './world.ts'

/** Why a device is not enrolled. Each is a locale key. */
export type EnrolFailure =
  EnrolmentFailure | 'foreign' | 'wrong-fingerprint' | 'no-network' | 'not-an-enrolment'

export type Enrolled = {
  readonly enrolment: Enrolment
  /** `later`: the first pull did not come through; the sync loop will bring it. */
  readonly knowledge: 'here' | 'later'
}

/** Makes this installation act for a structure, from a scanned link or a typed code, and pulls what it should know. */
export async function enrolDevice(
  store: Store,
  linkOrCode: string,
  name: string,
  world: World,
): Promise<Result<Enrolled, EnrolFailure>> {
  const asked = readAsked(linkOrCode, world.address)
  if (!asked.ok) return asked
  const { code, fingerprint } = asked.value
  const keys = await keysOf(store, code)
  const answered = await requestEnrolment(world, { code, name, keys })
  if (!answered) return fail('no-network')
  const { response, sentAt } = answered
  if (response.type === 'refused') return fail(response.reason)
  if (fingerprint !== undefined && fingerprintOf(response.headKey) !== fingerprint)
    return fail('wrong-fingerprint')
  const contact = { serverTime: response.serverTime, sentAt, receivedAt: world.now() }
  const enrolment = await composeEnrolment({ response, name, keys, contact, address: world.address })
  await storeEnrolment(store, code, enrolment)
  await writeSetting(store, 'persisted', await world.askToPersist())
  return ok({ enrolment, knowledge: await firstPull(store, enrolment, world) })
}

type AskedCode = { readonly code: string; readonly fingerprint: string | undefined }

/** A link of another address belongs to another app: say so instead of trying. */
function readAsked(text: string, address: string): Result<AskedCode, 'foreign' | 'not-an-enrolment'> {
  const link = parseEnrolmentLink(text)
  if (link.ok) {
    const { code, fingerprint } = link.value
    return link.value.address === address ? ok({ code, fingerprint }) : fail('foreign')
  }
  const typed = parseTypedCode(text)
  return typed.ok ? ok({ code: typed.value, fingerprint: undefined }) : typed
}

/** The same pair for the same code, so that a lost answer can be asked for again. */
async function keysOf(store: Store, code: string): Promise<CryptoKeyPair> {
  const before = await attemptOf(store, code)
  const keys = before ?? (await makeSigningKey({ extractable: false }))
  if (!before) await keepAttempt(store, code, keys)
  return keys
}

/** Undefined when no answer of our server came. */
async function requestEnrolment(
  world: World,
  { code, name, keys }: { readonly code: string; readonly name: string; readonly keys: CryptoKeyPair },
): Promise<{ readonly response: EnrolmentResponse; readonly sentAt: number } | undefined> {
  const publicKey = await exportPublicKey(keys.publicKey)
  const proof = await proveKey(code, keyIdOf(publicKey), keys.privateKey)
  const body = encodeMessage({ protocol: protocolVersion, code, publicKey, proof, name, app: world.app })
  const sentAt = world.now()
  try {
    const answer = await world.fetch(`${world.address}/api/enrolments`, {
      method: 'POST',
      headers: { 'Content-Type': messageType },
      body,
      credentials: 'omit',
      redirect: 'error',
      signal: world.signalAfter(answerWithin),
    })
    const response = decodeMessage(enrolmentResponse, new Uint8Array(await answer.arrayBuffer()))
    return response.ok ? { response: response.value, sentAt } : undefined
  } catch {
    return undefined
  }
}

async function composeEnrolment(made: {
  readonly response: Extract<EnrolmentResponse, { type: 'enrolled' }>
  readonly name: string
  readonly keys: CryptoKeyPair
  readonly contact: Parameters<typeof clockAfter>[0]
  readonly address: string
}): Promise<Enrolment> {
  const { response, name, keys, contact, address } = made
  const { device, programme, structure, role, headKey, epoch, serverTime } = response
  return {
    device,
    programme,
    structure,
    role,
    name,
    keys,
    keyId: keyIdOf(await exportPublicKey(keys.publicKey)),
    headKey,
    fingerprint: fingerprintOf(headKey),
    numberKeys: await Promise.all(response.numberKeys.map(importHmacKey)),
    address,
    epoch,
    clock: clockAfter(contact, 0),
    enrolledAt: serverTime,
    lastExchange: serverTime,
    backedUpThrough: 0,
    acknowledged: undefined,
    revoked: false,
    exportKey: response.exportKey,
    ticket: response.ticket,
  }
}

async function firstPull(store: Store, enrolment: Enrolment, world: World): Promise<Enrolled['knowledge']> {
  try {
    await pullKnowledge(createLink(store, enrolment, world))
  } catch {
    return 'later'
  }
  return (await store.heads.get(enrolment.device)) ? 'here' : 'later'
}
