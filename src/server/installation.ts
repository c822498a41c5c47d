import type { Instant } from '#domain/instant.ts'
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
}

export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}

export function newUuid(now: Instant): Uuid {
  return uuidV7(now, randomBytes(10))
}
