import type { Instant } from '#domain/instant.ts'
import type { Bytes } from '#protocol/bytes.ts'
import { uuidV7, type Uuid } from '#protocol/uuid.ts'
import type { Database } from './database/database.ts'

/** One running server: its store, its public address, its clock. Everything it does takes this as its first argument. */
export type Installation = {
  readonly database: Database
  /** Written in every code, without a final slash. */
  readonly address: string
  readonly now: () => Instant
  /** A head is published at most this often, in milliseconds. */
  readonly publishEvery: number
  /** Secrets, codes and identifiers are drawn from it. */
  readonly random: (length: number) => Bytes
}

/** The randomness of every server but a simulated one. */
export function randomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length))
}

export function newUuid({ now, random }: Pick<Installation, 'now' | 'random'>): Uuid {
  return uuidV7(now(), random(10))
}
