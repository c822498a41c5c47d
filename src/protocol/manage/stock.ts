import * as v from 'valibot'
import { deliveryActs, signatureWays } from '#domain/delivery-note.ts'
import { stockActs } from '#domain/stock-act.ts'
import { drawing } from '../signature.ts'
import { count, instant, series, text } from './fields.ts'

const stockPlace = v.nullable(v.string())

const signedHand = v.object({ way: v.nullable(v.picklist(signatureWays)), drawing: v.nullable(drawing) })

/** Where the passes are, what does not fit, and the account of a year: from the movements and the handovers alone. */
export const managedStock = v.object({
  year: count,
  /** Places that hold passes or did in the year, by their names. */
  places: v.array(
    v.object({
      structure: text,
      name: text,
      held: v.array(v.object({ batch: count, passes: count, series })),
      passes: count,
      account: v.object({
        ...{ opening: count, received: count, handedOut: count, takenBack: count, sent: count },
        ...{ returned: count, lost: count, damaged: count, found: count, closing: count },
      }),
    }),
  ),
  totals: v.object({
    ...{ printed: count, programme: count, places: count, persons: count, lost: count, damaged: count },
  }),
  /**
   * Passes that an act names and that were elsewhere, by their place: the newest first, and of each the first ranges of
   * all its passes. `heldBy`: null where the batch has no such pass.
   */
  discrepancies: v.array(
    v.object({
      ...{ entry: text, structure: text, name: text, at: instant, batch: count, passes: count, series },
      kind: v.picklist([...stockActs, 'handover']),
      heldBy: stockPlace,
      heldByName: text,
      moved: v.boolean(),
    }),
  ),
  /** Receptions that counted other than their series; batches that this server does not know. */
  oddReceptions: v.array(
    v.object({
      ...{ entry: text, name: text, at: instant, batch: count, from: count, to: count },
      ...{ counted: count, due: count },
    }),
  ),
  unknownBatches: v.array(
    v.object({
      ...{ entry: text, name: text, at: instant, batch: count, from: count, to: count },
      kind: v.picklist([...stockActs, 'count']),
    }),
  ),
  /** Older rows of the three that are left out. */
  more: count,
  /** The last boxes that came or left, and how each hand signed. A drawing is null once it has expired. */
  notes: v.array(
    v.object({
      ...{ entry: text, name: text, at: instant, batch: count, from: count, to: count },
      kind: v.picklist(deliveryActs),
      ...{ giver: signedHand, receiver: signedHand },
    }),
  ),
  /** The last count of each place and batch. */
  counts: v.array(
    v.object({
      ...{ entry: text, structure: text, name: text, batch: count, at: instant },
      ...{ counted: count, due: count, missing: series, unexpected: series },
    }),
  ),
})

export type ManagedStock = v.InferOutput<typeof managedStock>
