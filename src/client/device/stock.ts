import type { Ends } from '#domain/stock-act.ts'
import { countStock, moveStock, type SignedAct } from '#client/store/move-stock.ts'
import { readStock, type HeldStock } from '#client/store/read-stock.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import type { Link } from '#client/sync/link.ts'

/** The stock of a desk's place. Each act is as those of `Device`. */
export type DeskStock = {
  readonly read: () => Promise<HeldStock>
  readonly move: (act: SignedAct) => Promise<StoredEntry>
  readonly count: (found: {
    readonly batch: number
    readonly counted: readonly Ends[]
  }) => Promise<StoredEntry>
}

/** Beside `Device`, so that it is loaded only with the screens that need it. */
export function createDeskStock({ store, device, world: { now } }: Link): DeskStock {
  return {
    read: () => readStock(store, device, now),
    move: (act) => moveStock(store, device, act, now),
    count: (found) => countStock(store, device, found, now),
  }
}
