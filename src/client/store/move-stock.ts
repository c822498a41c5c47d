import type { Instant } from '#domain/instant.ts'
import type { Ends, StockAct } from '#domain/stock-act.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { actInJournal } from './journal.ts'
import type { StoredEntry } from './stored-entry.ts'

/** Passes came, went or are gone: written down as the person says it, whatever the device knows. Rejects with `NotSaved`. */
export async function moveStock(
  store: Store,
  device: Uuid,
  act: StockAct,
  now: () => Instant,
): Promise<StoredEntry> {
  const { batch } = act
  return actInJournal(store, device, now, async (turn) =>
    turn.append({ kind: 'stock-movement', body: { ...act, personal: null }, batch }),
  )
}

/** The covers of a batch that are at the place. Rejects with `NotSaved`. */
export async function countStock(
  store: Store,
  device: Uuid,
  { batch, counted }: { readonly batch: number; readonly counted: readonly Ends[] },
  now: () => Instant,
): Promise<StoredEntry> {
  return actInJournal(store, device, now, async (turn) =>
    turn.append({ kind: 'stock-count', body: { batch, counted }, batch }),
  )
}
