import { readFile } from 'node:fs/promises'
import type { Instant } from '#domain/instant.ts'
import { fromHex, type Bytes } from '#protocol/bytes.ts'

/** What devices and a server of one version of the protocol said to each other, in its order; bytes in hexadecimal. */
export type WireFixture = {
  readonly protocol: number
  readonly recordedAt: Instant
  readonly exchanges: readonly WireExchange[]
}

export type WireExchange = {
  readonly path: string
  readonly method: string
  readonly request: string | null
  readonly answer: string
}

export async function wireFixtureOf(version: number): Promise<WireFixture> {
  return JSON.parse(await readFile(`tests/protocol/fixtures/v${version}.json`, 'utf8')) as WireFixture
}

/** Bodies and answers of one route; of `/heads/` and `/files/` each address is another. */
export function saidOn(
  { exchanges }: WireFixture,
  path: string,
): readonly { readonly path: string; readonly request: Bytes; readonly answer: Bytes }[] {
  return exchanges
    .filter((exchange) => exchange.path.startsWith(path))
    .map((exchange) => ({
      path: exchange.path,
      request: fromHex(exchange.request ?? ''),
      answer: fromHex(exchange.answer),
    }))
}
