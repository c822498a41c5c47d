import { expect, test } from 'vitest'
import { toHex, utf8 } from '#protocol/bytes.ts'
import { encodeCbor } from '#protocol/cbor.ts'
import { hashOf } from '#protocol/hash.ts'
import { importHmacKey, makePassNumber } from '#protocol/pass-number.ts'
import { signRequest } from '#protocol/signed-request.ts'
import { tokenOfProof } from '#protocol/pass-code.ts'
import { oldestPulledVersion, protocolVersion } from '#protocol/version.ts'
import { aSigningKey } from '#tests/support/builders.ts'
import fingerprints from './fingerprints.json' with { type: 'json' }
import * as samples from './samples.ts'

const kept: Readonly<Record<string, Readonly<Record<string, string>>>> = fingerprints
const current = kept[String(protocolVersion)] ?? {}

/**
 * Red when something that crosses the wire changed. Raise `protocolVersion`, say why beside it, and add a version to
 * `fingerprints.json`: once released, a line is never edited.
 */
test('[E6] what crosses the wire changes only with the version of the protocol', async () => {
  expect(await wireOfToday()).toMatchObject(current)
})

test('[E6] a new message brings its own fingerprint', async () => {
  const unkept = Object.entries(await wireOfToday()).filter(([name]) => !(name in current))
  expect(Object.fromEntries(unkept), 'add these lines to tests/protocol/fingerprints.json').toEqual({})
})

test('[E6] each version up to the current one has kept its fingerprints', () => {
  const versions = Array.from({ length: protocolVersion }, (_, i) => String(i + 1))
  expect(Object.keys(fingerprints)).toEqual(versions)
  expect(oldestPulledVersion).toBeLessThanOrEqual(protocolVersion)
})

async function wireOfToday(): Promise<Readonly<Record<string, string>>> {
  const formats = { ...samples.fixedBytes(), ...(await otherFormats()) }
  const shapes = Object.fromEntries(
    [...messageSchemas()].map(([name, schema]) => [
      `message: ${name}`,
      utf8(JSON.stringify(shapeOf(schema))),
    ]),
  )
  return Object.fromEntries(
    Object.entries({ ...formats, ...shapes }).map(([name, bytes]) => [
      name,
      toHex(hashOf(bytes)).slice(0, 16),
    ]),
  )
}

/** What stands around a signature, without the signature itself. */
async function otherFormats() {
  const { programme, ...code } = samples.code
  const keyId = Uint8Array.of(1, 2, 3, 4)
  const { envelope } = tokenOfProof({ programme, ...code }, keyId, new Uint8Array(64))
  const key = await aSigningKey()
  const jws = await signRequest(samples.request, samples.device, key.privateKey)
  const permutation = await importHmacKey(samples.number.permutationKey)
  return {
    'pass code': encodeCbor([envelope.protectedHeader, new Map(), envelope.payload, envelope.signature]),
    'pass number': utf8(await makePassNumber(samples.number.serial, 777, permutation)),
    'signed request': utf8(jws.split('.').slice(0, 2).join('.')),
  }
}

/** Every schema that a file of the protocol exports; a demonstration and the manager's pages come from the server that answers them. */
function messageSchemas(): ReadonlyMap<string, unknown> {
  const modules = import.meta.glob<Record<string, unknown>>(
    ['/src/protocol/*.ts', '!/src/protocol/demonstration.ts'],
    { eager: true },
  )
  const exported = Object.values(modules).flatMap((module) => Object.entries(module))
  const schemas = exported.filter(([, value]) => isObject(value) && value['kind'] === 'schema')
  return new Map(schemas.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What a schema accepts, as plain data: keys, kinds, literals, limits. */
function shapeOf(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(shapeOf)
  if (schema instanceof RegExp) return String(schema)
  if (typeof schema === 'function') return schema.name
  if (!isObject(schema)) return schema
  const told = [
    'kind',
    'type',
    'key',
    'entries',
    'item',
    'items',
    'options',
    'wrapped',
    'rest',
    'value',
    'literal',
  ]
  const inner = typeof schema['kind'] === 'string' ? [...told, 'requirement', 'class'] : Object.keys(schema)
  if (Array.isArray(schema['pipe'])) return { pipe: shapeOf(schema['pipe']) }
  return Object.fromEntries(
    inner.filter((name) => name in schema).map((name) => [name, shapeOf(schema[name])]),
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
