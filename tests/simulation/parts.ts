import { handOver, handOverTogether } from '#client/store/hand-over.ts'
import { countStock, moveStock } from '#client/store/move-stock.ts'
import { addOperator } from '#client/store/operators.ts'
import { undoHandover, undoHandovers } from '#client/store/undo-handover.ts'
import { voidRedemption } from '#client/store/void-redemption.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { notServed, takeUnits } from '#client/sync/take-units.ts'
import type { Database } from '#server/database/database.ts'
import type { Installation } from '#server/installation.ts'
import { publish } from '#server/publishing/publish.ts'

/** What a run is made of. The real ones by default; a mutation replaces one of them by one with a fault. */
export type Parts = {
  readonly takeUnits: typeof takeUnits
  readonly notServed: typeof notServed
  readonly handOver: typeof handOver
  readonly handOverTogether: typeof handOverTogether
  readonly undoHandover: typeof undoHandover
  readonly undoHandovers: typeof undoHandovers
  readonly moveStock: typeof moveStock
  readonly countStock: typeof countStock
  readonly addOperator: typeof addOperator
  readonly voidRedemption: typeof voidRedemption
  readonly pushEntries: typeof pushEntries
  readonly pullKnowledge: typeof pullKnowledge
  /** The tablet's way to the network. */
  readonly fetch: (real: typeof fetch) => typeof fetch
  /** The server's way to its store. */
  readonly database: (real: Database) => Database
  /** `meanwhile` is what commits while the publisher works. */
  readonly publish: (
    installation: Installation,
    programme: number,
    meanwhile: () => Promise<void>,
  ) => Promise<void>
}

export const realParts: Parts = {
  takeUnits,
  notServed,
  handOver,
  handOverTogether,
  undoHandover,
  undoHandovers,
  moveStock,
  countStock,
  addOperator,
  voidRedemption,
  pushEntries,
  pullKnowledge,
  fetch: (real) => real,
  database: (real) => real,
  publish: async (installation, programme, meanwhile) => {
    await meanwhile()
    await publish(installation, programme)
  },
}
