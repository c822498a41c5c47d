import { deskStock, isStockLow, lately, type OwnStockAct } from '#domain/desk-stock.ts'
import type { Batch } from '#domain/batch.ts'
import type { Instant } from '#domain/instant.ts'
import { heldAt, passesIn, type Discrepancy, type SeriesRange } from '#domain/stock.ts'
import { bodyOf, decodeEntry } from '#protocol/journal-entry.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { correctedNow } from './corrected-now.ts'
import type { Store } from './database.ts'
import { actingFor, lineOf } from './incarnations.ts'
import { knowledgeOf, loadKnowledge } from './knowledge.ts'
import { notSaved } from './not-saved.ts'
import type { StoredEntry } from './stored-entry.ts'

/** The stock of a place as its desk knows it. */
export type HeldStock = {
  /** Batches of which something is here, or of which this desk's own acts say something odd; never practice passes. */
  readonly batches: readonly StockOfBatch[]
  readonly passes: number
  readonly low: boolean
  /** When the head was signed that says the rest. */
  readonly knownAt: Instant
}

export type StockOfBatch = {
  readonly batch: Batch
  readonly ranges: readonly SeriesRange[]
  readonly passes: number
  /** Of this desk's own acts that no list shows yet. */
  readonly discrepancies: readonly Discrepancy[]
}

/** Works without a network; writes nothing. Rejects with `NotSaved` where the device knows nothing at all. */
export async function readStock(store: Store, device: Uuid, now: () => Instant): Promise<HeldStock> {
  const acting = await actingFor(store, device)
  const held = await loadKnowledge(store, acting)
  if (!held) throw notSaved('nothing-known')
  const { own, given } = await ownStockActs(store, device, (await correctedNow(store, acting, now)) - lately)
  const structure = held.structure.id
  const ids = new Set(own.map(({ id }) => id))
  const batches = held.records.batches
    .filter(({ training }) => !training)
    .map((batch): StockOfBatch => {
      const stateOf = (pass: number) =>
        knowledgeOf(held, { batch: batch.number, pass, cheque: 0 }).pass?.state
      const stock = deskStock(batch, structure, stateOf, own)
      const ranges = heldAt(stock, `structure:${structure}`)
      const discrepancies = stock.discrepancies.filter(({ movement }) => ids.has(movement.slice(0, idLength)))
      return { batch, ranges, passes: passesIn(ranges), discrepancies }
    })
    .filter(({ passes, discrepancies }) => passes > 0 || discrepancies.length > 0)
  const passes = batches.reduce((sum, batch) => sum + batch.passes, 0)
  return { batches, passes, low: isStockLow(passes, given), knownAt: held.head.issuedAt }
}

/** A step of an act has the act's id before its own. */
const idLength = 36

/** What no list shows yet, in its order, and how many passes were given since. */
async function ownStockActs(
  store: Store,
  device: Uuid,
  since: Instant,
): Promise<{ readonly own: readonly OwnStockAct[]; readonly given: number }> {
  const own: OwnStockAct[] = []
  let given = 0
  for (const each of (await lineOf(store, device)).toReversed()) {
    const entries = store.entries.where('[device+sequence]').between([each, 0], [each, Infinity])
    await entries.each((entry) => {
      if (gives(entry) && !entry.undoneBy && entry.at >= since) given++
      const act = entry.beyond === 1 ? ownActOf(entry) : undefined
      if (act) own.push(act)
    })
  }
  return { own, given }
}

function gives({ kind }: StoredEntry): boolean {
  return kind === 'handover' || kind === 'replacement'
}

function ownActOf(entry: StoredEntry): OwnStockAct | undefined {
  const { id, at, kind, batch, pass } = entry
  const act = kind === 'stock-movement' ? stockActOf(entry) : undefined
  if (act) return { type: 'stock', id, at, act }
  if (batch === undefined || pass === undefined) return undefined
  if (gives(entry)) return { type: 'given', id, at, batch, pass }
  return kind === 'handover-undo' ? { type: 'taken-back', id, at, batch, pass } : undefined
}

/** What a movement of this journal says. */
export function stockActOf({ bytes }: StoredEntry) {
  const decoded = decodeEntry(bytes)
  return decoded.ok ? bodyOf(decoded.value, 'stock-movement') : undefined
}
