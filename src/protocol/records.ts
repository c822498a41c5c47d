import * as v from 'valibot'
import type { Batch } from '#domain/batch.ts'
import { defaultOfflineRules, noLanguageNamed, type Programme } from '#domain/programme.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Structure } from '#domain/structure.ts'
import type { Bytes } from './bytes.ts'
import { decodeCbor, encodeCbor, itemsOf } from './cbor.ts'
import { keyUsages, type KeyUsage, type RawPublicKey } from './keys.ts'

/** A public key that devices may meet in a code, with the one thing that it may sign. */
export type PublishedKey = {
  readonly keyId: Bytes
  readonly usage: KeyUsage
  /** The batch whose codes it signed; 0 for any other usage. */
  readonly batch: number
  readonly publicKey: RawPublicKey
}

/** The records that every device of a programme holds beside the lists. They name no person. */
export type Records = {
  readonly programme: Programme
  readonly batches: readonly Batch[]
  readonly structures: readonly Structure[]
  readonly keys: readonly PublishedKey[]
}

export type RecordName = keyof Records

export const recordNames: readonly RecordName[] = ['programme', 'batches', 'structures', 'keys']

export function encodeRecord<Name extends RecordName>(name: Name, record: Records[Name]): Bytes {
  return encodeCbor([version, name, withoutUndefined(record)])
}

export function decodeRecord<Name extends RecordName>(
  name: Name,
  bytes: Uint8Array,
): Result<Records[Name], 'not-a-record' | 'unknown-version'> {
  const decoded = decodeCbor(bytes)
  if (!decoded.ok || !Array.isArray(decoded.value)) return fail('not-a-record')
  const [read, of, content] = itemsOf(decoded.value)
  if (read !== version) return fail('unknown-version')
  const parsed = v.safeParse(schemas[name], content)
  if (of !== name || !parsed.success) return fail('not-a-record')
  return ok(parsed.output as Records[Name])
}

const version = 1
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const text = v.pipe(v.string(), v.maxLength(500))
const bytes = v.pipe(
  v.instance(Uint8Array),
  v.transform((value) => new Uint8Array(value)),
)

const programme = v.object({
  number: count,
  name: text,
  telephone: text,
  timeZone: text,
  unitCents: count,
  funders: v.array(v.object({ id: text, name: text, centsPerUnit: count })),
  services: v.array(v.object({ id: text, cheques: count, name: v.objectWithRest({ fr: text }, text) })),
  rules: v.object({
    unitsPerPass: count,
    inStockPasses: count,
    agesAfter: count,
    defersAfter: count,
    unitsPerDevice: count,
    centsPerDevice: count,
    refusesNotActiveWithin: count,
    asksAgainWithin: count,
    voidsWithin: count,
    // Not in the records of version 1 of the protocol.
    statementLagDays: v.optional(count, defaultOfflineRules.statementLagDays),
    passesPerHandover: v.optional(count, defaultOfflineRules.passesPerHandover),
  }),
  // Not in the records of version 1 of the protocol.
  languages: v.optional(v.object({ first: v.array(text), drafts: v.boolean() }), noLanguageNamed),
  demonstration: v.boolean(),
})

const batch = v.object({
  number: count,
  order: text,
  format: v.picklist(['card', 'booklet']),
  units: count,
  passes: count,
  spares: count,
  firstSerial: count,
  firstDay: text,
  endDay: text,
  opened: v.boolean(),
  deliveries: v.array(v.object({ structure: text, from: count, to: count })),
  training: v.boolean(),
})

const structure = v.pipe(
  v.object({
    id: text,
    name: text,
    address: text,
    postcode: text,
    commune: text,
    telephone: text,
    latitude: v.optional(v.number()),
    longitude: v.optional(v.number()),
    hours: text,
    // Not in the records of version 1 of the protocol.
    languages: v.optional(v.array(text)),
    distributor: v.boolean(),
    qualifications: v.array(v.object({ from: text, to: text, services: v.array(text) })),
    invented: v.boolean(),
  }),
  v.transform((read) => ({ ...read, latitude: read.latitude, longitude: read.longitude })),
)

const key = v.object({ keyId: bytes, usage: v.picklist(keyUsages), batch: count, publicKey: bytes })

const schemas = {
  programme,
  batches: v.array(batch),
  structures: v.array(structure),
  keys: v.array(key),
}

/** CBOR has a value for "undefined"; our formats leave the key out instead. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined)
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => [name, withoutUndefined(inner)]),
  )
}
