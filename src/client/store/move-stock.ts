import { unsigned, waysOf, type Signatures } from '#domain/delivery-note.ts'
import type { Instant } from '#domain/instant.ts'
import type { Ends, StockAct } from '#domain/stock-act.ts'
import { personalHash } from '#protocol/journal-entry.ts'
import { encodeDrawings } from '#protocol/signature.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { actInJournal } from './journal.ts'
import { makePersonalPart } from './make-personal-part.ts'
import type { StoredEntry } from './stored-entry.ts'

/** An act, and the hands that signed its note, if any. */
export type SignedAct = StockAct & { readonly signatures?: Signatures }

/**
 * Passes came, went or are gone: written down as the person says it, whatever the device knows. How each hand signed stays
 * in the entry; what it drew is a personal part. Rejects with `NotSaved`.
 */
export async function moveStock(
  store: Store,
  device: Uuid,
  { signatures = unsigned, ...act }: SignedAct,
  now: () => Instant,
): Promise<StoredEntry> {
  const { batch } = act
  const { giver, receiver } = waysOf(signatures)
  const drawings = encodeDrawings(signatures)
  return actInJournal(store, device, now, async (turn) => {
    const personal = drawings && makePersonalPart(store, drawings, turn.clock.at)
    const body = {
      ...act,
      personal: personal ? personalHash(personal) : null,
      ...((giver ?? receiver) !== null && { signed: { giver, receiver } }),
    }
    return turn.append({ kind: 'stock-movement', body, batch, personal })
  })
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
