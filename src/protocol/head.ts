import * as v from 'valibot'
import type { Instant } from '#domain/instant.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Bytes } from './bytes.ts'
import { decodeCbor, encodeCbor } from './cbor.ts'
import { parseSign1, sign1, verifySign1 } from './cose.ts'
import type { FileName } from './file.ts'
import { recordNames, type RecordName } from './records.ts'
import { uuidBytes, uuidOf, type Uuid } from './uuid.ts'

/** The signed, dated summary of what a device should know. Only the head is signed: it names all else by hash. */
export type Head = {
  readonly programme: number
  /** Drawn anew when a server finds that it forgot what it had acknowledged. */
  readonly epoch: Uuid
  readonly number: number
  readonly issuedAt: Instant
  readonly lists: readonly HeadList[]
  readonly records: { readonly [name in RecordName]: FileName }
}

/** A batch's list, and the deltas that lead to it from earlier lists: `steps` heads back, from the list `base`. */
export type HeadList = {
  readonly batch: number
  readonly list: FileName
  readonly deltas: readonly { readonly steps: number; readonly base: FileName; readonly delta: FileName }[]
}

export async function signHead(head: Head, keyId: Uint8Array, privateKey: CryptoKey): Promise<Bytes> {
  return sign1(encodeHead(head), keyId, privateKey)
}

/** The head, when this key signed it. `bad-signature` covers a key of another installation. */
export async function openHead(
  bytes: Uint8Array,
  headKey: CryptoKey,
): Promise<Result<Head, 'not-a-head' | 'bad-signature' | 'unknown-version'>> {
  const envelope = parseSign1(bytes)
  if (!envelope.ok) return fail('not-a-head')
  if (!(await verifySign1(envelope.value, headKey))) return fail('bad-signature')
  return decodeHead(envelope.value.payload)
}

export function encodeHead(head: Head): Bytes {
  return encodeCbor([
    version,
    head.programme,
    uuidBytes(head.epoch),
    head.number,
    head.issuedAt,
    head.lists.map(({ batch, list, deltas }) => [
      batch,
      list,
      deltas.map(({ steps, base, delta }) => [steps, base, delta]),
    ]),
    head.records,
  ])
}

export function decodeHead(payload: Uint8Array): Result<Head, 'not-a-head' | 'unknown-version'> {
  const decoded = decodeCbor(payload)
  if (!decoded.ok || !Array.isArray(decoded.value)) return fail('not-a-head')
  if (decoded.value[0] !== version) return fail('unknown-version')
  const parsed = v.safeParse(schema, decoded.value)
  if (!parsed.success) return fail('not-a-head')
  const [, programme, epoch, number, issuedAt, lists, records] = parsed.output
  return ok({
    programme,
    epoch: uuidOf(epoch),
    number,
    issuedAt,
    lists: lists.map(([batch, list, deltas]) => ({
      batch,
      list,
      deltas: deltas.map(([steps, base, delta]) => ({ steps, base, delta })),
    })),
    records,
  })
}

/** Every file that a device needs for this head. */
export function filesOf(head: Head): readonly FileName[] {
  return [...recordNames.map((name) => head.records[name]), ...head.lists.map(({ list }) => list)]
}

const version = 1
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const fileName = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const delta = v.strictTuple([count, fileName, fileName])
const schema = v.strictTuple([
  v.literal(version),
  count,
  v.pipe(v.instance(Uint8Array), v.length(16)),
  count,
  count,
  v.array(v.strictTuple([count, fileName, v.array(delta)])),
  v.strictObject({ programme: fileName, batches: fileName, structures: fileName, keys: fileName }),
])
