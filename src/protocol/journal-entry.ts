import * as v from 'valibot'
import { mostPasses } from '#domain/batch.ts'
import { contesters, type Contester } from '#domain/casework.ts'
import { signatureWays, type SignedWays } from '#domain/delivery-note.ts'
import type { Instant } from '#domain/instant.ts'
import { stockActs, type Ends, type StockAct } from '#domain/stock-act.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Bytes } from './bytes.ts'
import { decodeCbor, encodeCbor } from './cbor.ts'
import { parseSign1, sign1, verifySign1 } from './cose.ts'
import { hashOf } from './hash.ts'
import { isUuid, uuidBytes, uuidOf, type Uuid } from './uuid.ts'

/**
 * An act of a person, as a byte string: stored, hashed, pushed, exported and kept by the server just as it is.
 * `[1, id, device, sequence, previous, deviceTime, clockOffset, head, kind, body, verdict]`, deterministic CBOR.
 */
export type JournalEntry = {
  readonly id: Uuid
  readonly device: Uuid
  /** 1 for the first act of a device, then +1. */
  readonly sequence: number
  /** SHA-256 of the entry before; 32 zero bytes before the first. */
  readonly previous: Bytes
  /** The device's own clock, uncorrected. */
  readonly deviceTime: Instant
  /** Milliseconds to add to the device's clock, measured at the last contact; null when no contact vouches for it. */
  readonly clockOffset: number | null
  /** The head on which the device decided; 0 when it had none. */
  readonly head: number
  readonly kind: string
  readonly body: unknown
  /** The verdict that was shown, for a redemption; null otherwise. */
  readonly verdict: string | null
}

/** What each kind says. A kind that is not here is stored and held, never dropped. */
export type EntryBodies = {
  redemption: RedemptionBody
  handover: HandoverBody
  'handover-undo': { readonly handover: Uuid }
  void: { readonly redemption: Uuid; readonly reason: string }
  refusal: { readonly code: CodeTriple | null; readonly service: string; readonly reason: string }
  block: BlockBody
  unblock: BlockBody
  replacement: { readonly old: ProvenPass; readonly new: ProvenPass; readonly reason: string }
  contest: { readonly redemption: Uuid; readonly by: Contester; readonly reason: string }
  'stock-movement': StockMovementBody
  'stock-count': StockCountBody
  /** What went wrong on the device itself; `previous` is the device that this one takes the place of, when there is one. */
  incident: { readonly what: string; readonly previous: Uuid | null; readonly detail: string }
  /** Somebody joins those who share the tablet: the id that their acts bear, and beside it the name that they chose. */
  operator: OperatorBody
}

export type EntryKind = keyof EntryBodies

/** `[batch, pass, cheque]`; null when a typed number could not be resolved on the device. */
export type CodeTriple = readonly [number, number, number]

/** How the code reached the device: the 64-byte signature of a scan, or the number that a person typed. */
export type Proof = { readonly scan: Bytes } | { readonly typed: string }

export type RedemptionBody = {
  readonly code: CodeTriple | null
  readonly service: string
  readonly units: number
  readonly proof: Proof
}

/** A pass without its code at hand is known by its handover on the same device. */
export type PassProof = Proof | { readonly handover: Uuid }

export type ProvenPass = { readonly code: CodeTriple | null; readonly proof: PassProof }

export type BlockBody = ProvenPass & { readonly reason: string }

export type HandoverBody = {
  readonly code: CodeTriple | null
  readonly proof: Proof
  readonly flags: readonly string[]
  /** SHA-256(salt ‖ part) of the personal part that travels beside; null when nothing was said. */
  readonly personal: Bytes | null
}

export type OperatorBody = {
  readonly operator: Uuid
  /** SHA-256(salt ‖ part) of the personal part that says the name; null when it is said no more. */
  readonly personal: Bytes | null
}

/**
 * `personal`: SHA-256(salt ‖ part) of what was drawn on the delivery note, which travels beside; null when nothing was.
 * `signed`: how each hand signed it; absent where none did.
 */
export type StockMovementBody = StockAct & {
  readonly personal: Bytes | null
  readonly signed?: SignedWays | undefined
}

/** The passes of one batch whose covers were found at the place. */
export type StockCountBody = { readonly batch: number; readonly counted: readonly Ends[] }

/** Sixteen random bytes and the categories in CBOR; deleted on device and server when it expires. */
export type PersonalPart = { readonly salt: Bytes; readonly part: Bytes; readonly expiresAt: Instant }

export const noPrevious: Bytes = new Uint8Array(32)

export function encodeEntry(entry: JournalEntry): Bytes {
  return encodeCbor([
    version,
    uuidBytes(entry.id),
    uuidBytes(entry.device),
    entry.sequence,
    entry.previous,
    entry.deviceTime,
    entry.clockOffset,
    entry.head,
    entry.kind,
    bodyToWire(entry.kind, entry.body),
    entry.verdict,
  ])
}

export function decodeEntry(bytes: Uint8Array): Result<JournalEntry, 'not-an-entry' | 'unknown-version'> {
  const decoded = decodeCbor(bytes)
  if (!decoded.ok || !Array.isArray(decoded.value)) return fail('not-an-entry')
  if (decoded.value[0] !== version) return fail('unknown-version')
  const parsed = v.safeParse(entrySchema, decoded.value)
  if (!parsed.success) return fail('not-an-entry')
  const [, id, device, sequence, previous, deviceTime, clockOffset, head, kind, body, verdict] = parsed.output
  return ok({
    id: uuidOf(id),
    device: uuidOf(device),
    sequence,
    previous,
    deviceTime,
    clockOffset,
    head,
    kind,
    body,
    verdict,
  })
}

/** The body of a known kind, checked; undefined when the kind is unknown or its body is not its own. */
export function bodyOf<Kind extends EntryKind>(
  entry: JournalEntry,
  kind: Kind,
): EntryBodies[Kind] | undefined {
  if (entry.kind !== kind) return undefined
  const parsed = v.safeParse(bodySchemas[kind], entry.body)
  return parsed.success ? (parsed.output as EntryBodies[Kind]) : undefined
}

/**
 * Who of those that share the tablet did it: an optional field of the body of every kind, known or not. Undefined where
 * nobody said.
 */
export function operatorOf({ body }: Pick<JournalEntry, 'body'>): Uuid | undefined {
  const parsed = v.safeParse(withOperator, body)
  return parsed.success ? parsed.output.operator : undefined
}

/** The name that an operator chose, as it travels in a personal part. */
export function encodeOperatorName(name: string): Bytes {
  return encodeCbor({ name })
}

export function decodeOperatorName(part: Uint8Array): string | undefined {
  const decoded = decodeCbor(part)
  const parsed = v.safeParse(operatorName, decoded.ok ? decoded.value : undefined)
  return parsed.success ? parsed.output.name : undefined
}

/** The hash of the personal part that an entry names; undefined where it names none. */
export function personalHashIn(entry: JournalEntry): Bytes | undefined {
  const body = bodyOf(entry, 'handover') ?? bodyOf(entry, 'operator') ?? bodyOf(entry, 'stock-movement')
  return body?.personal ?? undefined
}

export function isKnownKind(kind: string): kind is EntryKind {
  return Object.hasOwn(bodySchemas, kind)
}

export function entryHash(bytes: Uint8Array): Bytes {
  return hashOf(bytes)
}

export function personalHash(part: Pick<PersonalPart, 'salt' | 'part'>): Bytes {
  return hashOf(part.salt, part.part)
}

/** When the act happened: the device's clock and the offset that it knew. */
export function claimedAt(entry: Pick<JournalEntry, 'deviceTime' | 'clockOffset'>): Instant {
  return entry.deviceTime + (entry.clockOffset ?? 0)
}

/** One signature over the chain's end vouches for every entry before it. */
export type ChainEnd = { readonly device: Uuid; readonly sequence: number; readonly hash: Bytes }

export async function signChainEnd(end: ChainEnd, keyId: Uint8Array, privateKey: CryptoKey): Promise<Bytes> {
  return sign1(encodeCbor([version, uuidBytes(end.device), end.sequence, end.hash]), keyId, privateKey)
}

export async function openChainEnd(
  bytes: Uint8Array,
  deviceKey: CryptoKey,
): Promise<Result<ChainEnd, 'not-a-chain-end' | 'bad-signature'>> {
  const envelope = parseSign1(bytes)
  const decoded = envelope.ok ? decodeCbor(envelope.value.payload) : envelope
  const parsed = v.safeParse(chainEndSchema, decoded.ok ? decoded.value : undefined)
  if (!envelope.ok || !parsed.success) return fail('not-a-chain-end')
  if (!(await verifySign1(envelope.value, deviceKey))) return fail('bad-signature')
  const [, device, sequence, hash] = parsed.output
  return ok({ device: uuidOf(device), sequence, hash })
}

const version = 1
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const text = v.pipe(v.string(), v.maxLength(200))
function bytesOf(length: number) {
  return v.pipe(
    v.instance(Uint8Array),
    v.length(length),
    v.transform((value) => new Uint8Array(value)),
  )
}
const uuid = v.pipe(
  bytesOf(16),
  v.transform((value) => uuidOf(value)),
)
const codeTriple = v.nullable(v.strictTuple([count, count, count]))
const scan = v.strictObject({ scan: bytesOf(64) })
const typed = v.strictObject({ typed: text })
const proof = v.union([scan, typed])
const passProof = v.union([scan, typed, v.strictObject({ handover: uuid })])
const provenPass = v.object({ code: codeTriple, proof: passProof })
const block = v.object({ code: codeTriple, proof: passProof, reason: text })

const passIndex = v.pipe(count, v.maxValue(mostPasses - 1))
const batchNumber = v.pipe(count, v.maxValue(2 ** 31 - 1))
const ends = v.pipe(
  v.strictTuple([passIndex, passIndex]),
  v.check(([from, to]) => from <= to),
)
/** Apart and in their order, so that no pass is named twice. */
const manyEnds = v.pipe(
  v.array(ends),
  v.maxLength(2000),
  v.check((ranges) => ranges.every(([from], i) => from > (ranges[i - 1]?.[1] ?? -1))),
)
const signatureWay = v.nullable(v.picklist(signatureWays))
const stockMovement = v.pipe(
  v.object({
    movement: v.picklist(stockActs),
    ...{ batch: batchNumber, from: passIndex, to: passIndex },
    other: v.nullable(text),
    counted: v.nullable(passIndex),
    ...{ damaged: manyEnds, missing: manyEnds },
    personal: v.nullable(bytesOf(32)),
    signed: v.optional(v.object({ giver: signatureWay, receiver: signatureWay })),
  }),
  v.check(({ from, to, damaged, missing }) => {
    return from <= to && [...damaged, ...missing].every(([first, last]) => from <= first && last <= to)
  }),
  v.check(({ movement, other, counted, damaged, missing }) => {
    if (movement === 'transfer') return other !== null
    return movement === 'reception' || (counted ?? damaged[0] ?? missing[0] ?? other) === null
  }),
)

const entrySchema = v.strictTuple([
  v.literal(version),
  bytesOf(16),
  bytesOf(16),
  v.pipe(count, v.minValue(1)),
  bytesOf(32),
  count,
  v.nullable(v.pipe(v.number(), v.safeInteger())),
  count,
  text,
  v.unknown(),
  v.nullable(text),
])

const chainEndSchema = v.strictTuple([v.literal(version), bytesOf(16), count, bytesOf(32)])

const bodySchemas = {
  redemption: v.object({ code: codeTriple, service: text, units: v.pipe(count, v.minValue(1)), proof }),
  handover: v.object({ code: codeTriple, proof, flags: v.array(text), personal: v.nullable(bytesOf(32)) }),
  'handover-undo': v.object({ handover: uuid }),
  void: v.object({ redemption: uuid, reason: text }),
  refusal: v.object({ code: codeTriple, service: text, reason: text }),
  block,
  unblock: block,
  replacement: v.object({ old: provenPass, new: provenPass, reason: text }),
  contest: v.object({ redemption: uuid, by: v.picklist(contesters), reason: text }),
  'stock-movement': stockMovement,
  'stock-count': v.object({ batch: batchNumber, counted: manyEnds }),
  incident: v.object({ what: text, previous: v.nullable(uuid), detail: text }),
  operator: v.object({ operator: uuid, personal: v.nullable(bytesOf(32)) }),
}

const withOperator = v.object({ operator: uuid })
const operatorName = v.object({ name: text })

/** Where a body of each kind names an entry: a UUID that is sixteen bytes on the wire. */
const uuidPlaces: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'handover-undo': [['handover']],
  void: [['redemption']],
  block: [['proof', 'handover']],
  unblock: [['proof', 'handover']],
  replacement: [
    ['old', 'proof', 'handover'],
    ['new', 'proof', 'handover'],
  ],
  contest: [['redemption']],
  incident: [['previous']],
}

/** Every other value, of known kinds or not, is already as it travels. */
function bodyToWire(kind: string, body: unknown): unknown {
  const places = Object.hasOwn(uuidPlaces, kind) ? (uuidPlaces[kind] ?? []) : []
  return [...places, ['operator']].reduce(withUuidBytes, body)
}

function withUuidBytes(value: unknown, [name, ...inner]: readonly string[]): unknown {
  if (name === undefined) return typeof value === 'string' && isUuid(value) ? uuidBytes(value) : value
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return value
  return { ...value, [name]: withUuidBytes(Reflect.get(value, name), inner) }
}
