import type { Instant } from '#domain/instant.ts'
import type { Bytes } from '#protocol/bytes.ts'
import type { DeviceRole } from '#protocol/enrolment.ts'
import type { Uuid } from '#protocol/uuid.ts'

/** This installation acting for one structure in one programme. No secret in it can be read out of the browser. */
export type Enrolment = {
  readonly device: Uuid
  readonly programme: number
  readonly structure: string
  readonly role: DeviceRole
  /** The person's own name for this device. */
  readonly name: string
  /** P-256; the private half is not extractable. */
  readonly keys: CryptoKeyPair
  readonly keyId: Bytes
  /** The key that signs the heads: pinned at enrolment, never replaced. */
  readonly headKey: Bytes
  readonly fingerprint: string
  /** Keys of the pass numbers, this year's first; not extractable. */
  readonly numberKeys: readonly CryptoKey[]
  /** The server that enrolled it, without a slash at the end. */
  readonly address: string
  /** The server's epoch at the last exchange. */
  readonly epoch: Uuid
  readonly clock: MeasuredClock
  readonly enrolledAt: Instant
  /** Server time of the last exchange. */
  readonly lastExchange: Instant
  /** Entries up to this sequence are in a backup of the server. */
  readonly backedUpThrough: number
  /** The longest chain that the server ever acknowledged, with its own proof of it. */
  readonly acknowledged: Acknowledgement | undefined
  /** Acts that the server recorded behind the end of their chain: of these `acknowledged` says nothing. */
  readonly late?: readonly number[]
  /** May no longer act; what it did is still sent. */
  readonly revoked: boolean
  /** Seals export files for the installation; an older server named none. */
  readonly exportKey?: Bytes | undefined
  /** Lets it in again at a server that was put back to before its enrolment; an older server gave none. */
  readonly ticket?: Bytes | undefined
  /** Who shares this tablet; a tablet of which nobody said so has none, and is never locked. */
  readonly operators?: readonly Operator[]
  /** The device that it continues, after another copy of this tablet had acted. */
  readonly continues?: Uuid
  /** The first of the devices that it continues. */
  readonly line?: Uuid
  /** The device that continues it: it acts no more, and what it did is still sent. */
  readonly replacedBy?: Uuid
}

/** A person among those who share a tablet, by the name that they chose. It stays on this device and in one personal part. */
export type Operator = {
  readonly id: Uuid
  readonly name: string
  readonly pin: PinHash
  /** Tries since the last right one. */
  readonly wrong: number
  /** When the name was said again last; before that, when they joined, which their id tells. */
  readonly saidAt?: Instant
}

/** PBKDF2 with SHA-256 over the salt: never the digits themselves. */
export type PinHash = { readonly salt: Bytes; readonly rounds: number; readonly hash: Bytes }

export type Acknowledgement = {
  /** The server's epoch when it was given; undefined in one that an older app stored. */
  readonly epoch: Uuid | undefined
  readonly sequence: number
  readonly hash: Bytes
  readonly mac: Bytes
}

export type MeasuredClock = {
  /** Milliseconds to add to the device's clock; null until a contact measured it. */
  readonly offset: number | null
  /** The device's own clock at the measure. */
  readonly measuredAt: Instant
  /** No act of this device can be earlier: the newest of head, last entry, last contact and build. */
  readonly floor: Instant
}
