import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose'
import * as v from 'valibot'
import { fail, type Result } from '#domain/result.ts'
import { toHex, type Bytes } from './bytes.ts'
import { keyIdOf, type RawPublicKey } from './keys.ts'
import { bytes, count, decodeMessage, encodeMessage, uuid } from './message.ts'
import { sentEntry } from './push.ts'

/**
 * The acts of a device in a file that anybody may carry and only the installation can read: a JWE (RFC 7516, compact,
 * ECDH-ES with A256GCM) to the installation's export key. `chainEnd` is the device's signature over the last entry, as in
 * a push, and each entry names the one before.
 */
export const exportFile = v.object({
  version: v.literal(1),
  device: uuid,
  programme: count,
  exportedAt: count,
  chainEnd: bytes,
  entries: v.array(sentEntry),
  /** For a server that was put back to before the device was enrolled. */
  ticket: v.optional(bytes),
})

export type ExportFile = v.InferOutput<typeof exportFile>

/** A JWE is text: it survives a mail and a messenger. */
export const exportType = 'application/jose'

/** Some nine thousand acts; more is no file of ours. */
export const largestExport = 4 * 1024 * 1024

/** What became of a file at the server; each refusal is a locale key, and a refused file has changed nothing. */
export const exportRefusals = [
  'not-an-export',
  'other-installation',
  'damaged',
  'newer-version',
  'unknown-device',
  'not-signed',
] as const

export type ExportRefusal = (typeof exportRefusals)[number]

export const exportAnswer = v.variant('type', [
  v.object({
    type: v.literal('taken'),
    device: uuid,
    exportedAt: count,
    /** How many entries got each answer; `known` were there already. */
    answers: v.object({ recorded: count, known: count, held: count, unreadable: count }),
  }),
  v.object({ type: v.literal('refused'), reason: v.picklist(exportRefusals) }),
])

export type ExportAnswer = v.InferOutput<typeof exportAnswer>

const header = { alg: 'ECDH-ES', enc: 'A256GCM', typ: 'carnet-export' } as const
const agreement = { name: 'ECDH', namedCurve: 'P-256' } as const

export async function sealExport(file: ExportFile, exportKey: RawPublicKey): Promise<string> {
  const key = await crypto.subtle.importKey('raw', exportKey, agreement, true, [])
  return new CompactEncrypt(encodeMessage(file))
    .setProtectedHeader({ ...header, kid: toHex(keyIdOf(exportKey)) })
    .encrypt(key)
}

export type ExportKeyPair = { readonly publicKey: RawPublicKey; readonly privateKey: CryptoKey }

/** Opens a file of this installation; nothing is said yet of who wrote it. */
export async function openExport(
  sealed: string,
  { publicKey, privateKey }: ExportKeyPair,
): Promise<Result<ExportFile, ExportRefusal>> {
  const kid = keyNamedIn(sealed)
  if (kid === undefined) return fail('not-an-export')
  if (kid !== toHex(keyIdOf(publicKey))) return fail('other-installation')
  const plaintext = await decrypt(sealed, privateKey)
  const opened = plaintext ? decodeMessage(exportFile, plaintext) : fail('damaged' as const)
  if (opened.ok) return opened
  const versioned = plaintext && decodeMessage(v.object({ version: count }), plaintext)
  return fail(versioned?.ok && versioned.value.version > 1 ? 'newer-version' : 'damaged')
}

function keyNamedIn(sealed: string): string | undefined {
  try {
    const { alg, enc, typ, kid } = decodeProtectedHeader({ protected: sealed.split('.')[0] ?? '' })
    return alg === header.alg && enc === header.enc && typ === header.typ ? kid : undefined
  } catch {
    return undefined
  }
}

async function decrypt(sealed: string, privateKey: CryptoKey): Promise<Bytes | undefined> {
  try {
    const { plaintext } = await compactDecrypt(sealed, privateKey, {
      keyManagementAlgorithms: [header.alg],
      contentEncryptionAlgorithms: [header.enc],
    })
    return new Uint8Array(plaintext)
  } catch {
    return undefined
  }
}

export async function makeExportKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(agreement, true, ['deriveBits'])
}

/** The pair behind a private key in PKCS#8. */
export async function importExportKey(pkcs8: Uint8Array): Promise<ExportKeyPair> {
  const bytes = new Uint8Array(pkcs8)
  const readable = await crypto.subtle.importKey('pkcs8', bytes, agreement, true, ['deriveBits'])
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', readable)
  const point = await crypto.subtle.importKey(
    'jwk',
    { ...(kty && { kty }), ...(crv && { crv }), ...(x && { x }), ...(y && { y }) },
    agreement,
    true,
    [],
  )
  return {
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', point)),
    privateKey: await crypto.subtle.importKey('pkcs8', bytes, agreement, false, ['deriveBits']),
  }
}
