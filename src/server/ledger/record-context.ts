import type { Batch } from '#domain/batch.ts'
import type { Programme } from '#domain/programme.ts'
import type { Structure } from '#domain/structure.ts'
import type { Bytes } from '#protocol/bytes.ts'
import type { Device } from '../access/devices.ts'
import type { HeadKnowledge } from '../publishing/knowledge-at-head.ts'

/** The end of a device's chain on this server. */
export type Chain = { readonly sequence: number; readonly hash: Bytes; readonly citedHead: number }

/** What is known before the transaction of a push begins. */
export type RecordContext = {
  readonly device: Device
  readonly programme: Programme
  readonly structure: Structure
  readonly batches: readonly Batch[]
  readonly knowledge: ReadonlyMap<number, HeadKnowledge>
  readonly at: number
}
