import { readFile } from 'node:fs/promises'
import type { Instant } from '#domain/instant.ts'
import { fromHex, type Bytes } from '#protocol/bytes.ts'
import { decodeCbor, itemsOf } from '#protocol/cbor.ts'
import { parseSign1 } from '#protocol/cose.ts'
import { enrolmentRequest, enrolmentResponse } from '#protocol/enrolment.ts'
import { fileNameOf, inflate, type FileName } from '#protocol/file.ts'
import { openHead, type Head } from '#protocol/head.ts'
import { importPublicKey, type RawPublicKey } from '#protocol/keys.ts'
import { decodeMessage } from '#protocol/message.ts'
import { protocolVersion } from '#protocol/version.ts'
import { uuidOf, type Uuid } from '#protocol/uuid.ts'
import { valueOf } from '#tests/support/builders.ts'

/** What devices and a server of one version of the protocol said to each other, in its order; bytes in hexadecimal. */
export type WireFixture = {
  readonly protocol: number
  readonly recordedAt: Instant
  /** What that server alone knew, by name: tickets, export files and typed numbers hang on it. Not kept of version 1. */
  readonly secrets?: Readonly<Record<string, string>>
  readonly exchanges: readonly WireExchange[]
}

export type WireExchange = {
  readonly path: string
  readonly method: string
  /** The device that signed the request; null where none does. Not kept of version 1. */
  readonly by?: Uuid | null
  readonly request: string | null
  readonly answer: string
}

/** Every version that was ever spoken, today's too. */
export const spokenVersions: readonly number[] = Array.from({ length: protocolVersion }, (_, i) => i + 1)

export const fixtureFolder = 'tests/protocol/fixtures'

export async function wireFixtureOf(version: number): Promise<WireFixture> {
  return JSON.parse(await readFile(`${fixtureFolder}/v${version}.json`, 'utf8')) as WireFixture
}

export type Said = {
  readonly path: string
  readonly by: Uuid | null
  readonly request: Bytes
  readonly answer: Bytes
}

/** Bodies and answers of one route; of `/heads/` and `/files/` each address is another. */
export function saidOn({ exchanges }: WireFixture, path: string): readonly Said[] {
  return exchanges
    .filter((exchange) => exchange.path.startsWith(path))
    .map((exchange) => ({
      path: exchange.path,
      by: exchange.by ?? null,
      request: fromHex(exchange.request ?? ''),
      answer: fromHex(exchange.answer),
    }))
}

/** A device as it was made, and what it said and was told then. */
export type EnrolledDevice = Omit<ReturnType<typeof enrolledBy>, 'type'>

export function enrolledIn(fixture: WireFixture): readonly EnrolledDevice[] {
  return saidOn(fixture, '/api/enrolments').map(enrolledBy)
}

export function enrolledBy({ request, answer }: Said) {
  const enrolled = valueOf(decodeMessage(enrolmentResponse, answer))
  if (enrolled.type !== 'enrolled') throw new Error('a device was refused')
  const { publicKey, name, app } = valueOf(decodeMessage(enrolmentRequest, request))
  return { ...enrolled, publicKey, name, app }
}

/** Which device a chain's end says that it is of: nothing is proven yet. */
export function signerOf(chainEnd: Bytes): Uuid {
  const decoded = valueOf(decodeCbor(valueOf(parseSign1(chainEnd)).payload))
  const [, device] = Array.isArray(decoded) ? itemsOf(decoded) : []
  if (!(device instanceof Uint8Array)) throw new Error('this is the end of no chain')
  return uuidOf(device)
}

export function headKeyOf(fixture: WireFixture): RawPublicKey {
  const [first] = enrolledIn(fixture)
  if (!first) throw new Error('nobody was enrolled')
  return first.headKey
}

/** Each head that a device pulled, in their order. */
export async function headsIn(
  fixture: WireFixture,
): Promise<readonly { readonly bytes: Bytes; readonly head: Head }[]> {
  const key = await importPublicKey(headKeyOf(fixture))
  const heads = saidOn(fixture, '/heads/').map(async ({ answer }) => ({
    bytes: answer,
    head: valueOf(await openHead(answer, key)),
  }))
  return Promise.all(heads)
}

/** Contents by the names under which they were asked. */
export async function filesIn(fixture: WireFixture): Promise<ReadonlyMap<FileName, Bytes>> {
  const files = saidOn(fixture, '/files/').map(async ({ path, answer }): Promise<[FileName, Bytes]> => {
    const content = await inflate(answer)
    const name = path.split('/').at(-1) ?? ''
    if (fileNameOf(content) !== name) throw new Error(`${path} is not what it names`)
    return [name, content]
  })
  return new Map(await Promise.all(files))
}
