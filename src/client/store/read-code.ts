import { codeOfSerial, exerciseBatch, type Batch, type PrintedCode } from '#domain/batch.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Unreadable } from '#domain/verdict.ts'
import { equalBytes, type Bytes } from '#protocol/bytes.ts'
import type { CodeTriple, Proof } from '#protocol/journal-entry.ts'
import { importPublicKey, type KeyUsage } from '#protocol/keys.ts'
import { parsePassCode, passCodeVersion, verifyPassCode, type PassToken } from '#protocol/pass-code.ts'
import { parsePassNumber, readPassNumber, type PassNumber } from '#protocol/pass-number.ts'
import type { PublishedKey } from '#protocol/records.ts'
import type { HeldKnowledge } from './knowledge.ts'

/** What a scan or a typed number says, and how far the device can vouch for it. */
export type ReadCode = {
  readonly programme: number
  /** Null when a number could not be resolved here: the server will. */
  readonly code: PrintedCode | null
  readonly proof: Proof
  readonly trust: Trust
  readonly training: boolean
}

/** Anything but `verified` is deferred, never refused: it is we who do not know. Each is a deferral's reason. */
export type Trust = 'verified' | 'unknown-key' | 'unknown-version' | 'unknown-batch'

/**
 * Reads the text of a QR, of the bar code beside it, or a number that a person typed. A key that we know and that did
 * not sign it makes it `bad-signature`; a key that we do not know makes it `unknown-key`.
 */
export async function readCode(
  held: HeldKnowledge,
  text: string,
  source: 'scan' | 'typed',
): Promise<Result<ReadCode, Unreadable>> {
  const token = parsePassCode(text)
  if (token.ok) return readToken(held, token.value)
  const number = parsePassNumber(text)
  if (number.ok) return ok(await readNumber(held, number.value))
  return fail(source === 'typed' || number.error === 'misread-number' ? 'misread-number' : 'not-a-pass')
}

/** How a code stands in the body of an entry. */
export function tripleOf(code: PrintedCode | null): CodeTriple | null {
  return code && [code.batch, code.pass, code.cheque]
}

/** The code that carries a number: tried with this year's key, then with the one before. */
export async function resolveNumber(
  held: HeldKnowledge,
  number: PassNumber,
): Promise<
  { readonly code: PrintedCode; readonly batch: Batch } | 'unknown-batch' | 'not-of-this-installation'
> {
  let found: 'unknown-batch' | 'not-of-this-installation' = 'not-of-this-installation'
  for (const key of held.numberKeys) {
    const read = await readPassNumber(number, key)
    if (!read) continue
    for (const batch of held.records.batches) {
      const code = codeOfSerial(batch, read.serial)
      if (code) return { code, batch }
    }
    found = 'unknown-batch'
  }
  return found
}

export type VerifyKey = { readonly key: CryptoKey; readonly usage: KeyUsage; readonly batch: number }

/** Every published key of that short name, ready to verify; a name has four bytes, so several may share it. */
export async function keysFor(held: HeldKnowledge, keyId: Bytes): Promise<readonly VerifyKey[]> {
  const published = held.records.keys.filter((key) => equalBytes(key.keyId, keyId))
  return Promise.all(
    published.map(async (key) => ({ key: await imported(key), usage: key.usage, batch: key.batch })),
  )
}

async function readToken(held: HeldKnowledge, token: PassToken): Promise<Result<ReadCode, Unreadable>> {
  const keys = await keysFor(held, token.keyId)
  const signers: VerifyKey[] = []
  for (const candidate of keys) {
    if (await verifyPassCode(token, candidate.key)) signers.push(candidate)
  }
  const batch = held.batchByNumber.get(token.code.batch)
  const signer = signers.find((key) => maySign(key, token, batch))
  if (keys.length > 0 && !signer) return fail('bad-signature')
  return ok({
    programme: token.programme,
    code: token.code,
    proof: { scan: token.signature },
    trust: trustOf(token, signer, batch),
    training: signer?.usage === 'training' || isOfExercise(token, batch),
  })
}

/** A pass key signs the codes of its batch, the training key those of training batches, and nothing else. */
function maySign(key: VerifyKey, token: PassToken, batch: Batch | undefined): boolean {
  if (key.usage === 'training') return batch?.training !== false
  return key.usage === 'pass' && key.batch === token.code.batch && batch?.training !== true
}

/** Only the exercise knows a batch of its number: everywhere else it is a pass that is worth nothing. */
function isOfExercise(token: PassToken, batch: Batch | undefined): boolean {
  return token.code.batch === exerciseBatch && !batch
}

function trustOf(token: PassToken, signer: VerifyKey | undefined, batch: Batch | undefined): Trust {
  if (token.version !== passCodeVersion) return 'unknown-version'
  if (!signer) return 'unknown-key'
  return batch ? 'verified' : 'unknown-batch'
}

async function readNumber(held: HeldKnowledge, number: PassNumber): Promise<ReadCode> {
  const resolved = await resolveNumber(held, number)
  const known = typeof resolved === 'object' ? resolved : undefined
  return {
    programme: held.records.programme.number,
    code: known?.code ?? null,
    proof: { typed: number },
    trust: known ? 'verified' : 'unknown-batch',
    training: known?.batch.training ?? false,
  }
}

const importedKeys = new WeakMap<PublishedKey, Promise<CryptoKey>>()

async function imported(key: PublishedKey): Promise<CryptoKey> {
  const known = importedKeys.get(key) ?? importPublicKey(key.publicKey)
  importedKeys.set(key, known)
  return known
}
