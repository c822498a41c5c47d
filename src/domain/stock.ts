import { printedPasses, type Batch } from './batch.ts'
import type { Instant } from './instant.ts'
import { runsOf } from './pass-runs.ts'

/** Passes `from`…`to` of one batch, both included. */
export type SeriesRange = { readonly batch: number; readonly from: number; readonly to: number }

/** Where a pass is; with a person once it is handed out. */
export type StockPlace = 'printer' | 'lost' | 'damaged' | 'person' | `structure:${string}`

/**
 * Passes went from one place to another: delivery, transfer, return, loss, damage, what was found again. A handover and its
 * undo are movements too, of one pass to a person and back.
 */
export type StockMovement = SeriesRange & {
  readonly id: string
  readonly at: Instant
  readonly sender: StockPlace
  readonly receiver: StockPlace
  /** The pass is gone whoever held it: a person has it in their hand. */
  readonly certain: boolean
  /** The programme's own delivery comes before all that places say of it, whenever it was written down. */
  readonly announces?: boolean
}

export type HeldRange = SeriesRange & { readonly place: StockPlace }

/** Passes that a movement names and that its sender did not hold; of no place where the batch has no such pass. */
export type Discrepancy = SeriesRange & {
  readonly movement: string
  readonly heldBy: StockPlace | undefined
  /** They moved all the same. */
  readonly moved: boolean
}

/** Passes that really went from one place to another; of one pass, no move is dated before the one that it follows. */
export type StockMove = SeriesRange & {
  readonly movement: string
  readonly at: Instant
  readonly sender: StockPlace
  readonly receiver: StockPlace
}

export type Stock = {
  readonly held: readonly HeldRange[]
  readonly discrepancies: readonly Discrepancy[]
  readonly moves: readonly StockMove[]
}

/** What the count of a place found against what it should hold. */
export type CountedStock = {
  readonly missing: readonly SeriesRange[]
  readonly unexpected: readonly SeriesRange[]
}

/**
 * Where each pass of a batch is: all its movements, by their time and then their id, in whatever order they arrived. What
 * the sender does not hold stays where it is; what the receiver holds already was said by both. Rules Q1…Q6 of
 * docs/rules.md.
 */
export function foldStock(batch: Batch, movements: readonly StockMovement[]): Stock {
  const places = new Array<StockPlace>(printedPasses(batch)).fill('printer')
  const since = new Array<Instant>(places.length).fill(0)
  const goneFrom = new Array<StockPlace | undefined>(places.length)
  const discrepancies: Discrepancy[] = []
  const moves: StockMove[] = []
  const own = movements.filter((movement) => movement.batch === batch.number)
  for (const movement of own.toSorted(compareMovements)) {
    const { id, at, receiver, certain } = movement
    for (const { value: heldBy, ...run } of runsOf(movement, places.length, (pass) => places[pass])) {
      const sent = runsOf(run, places.length, (pass) => isWithSender(movement, heldBy, goneFrom[pass]))
      for (const { value: isSent = false, ...range } of sent) {
        const isMoved = heldBy !== undefined && (certain || isSent)
        const isKnown = isSent || (!certain && heldBy === receiver)
        if (!isKnown) discrepancies.push({ ...range, movement: id, heldBy, moved: isMoved })
        if (!isMoved || heldBy === receiver) continue
        const dated = runsOf(range, places.length, (pass) => Math.max(at, since[pass] ?? 0))
        for (const { value = at, ...part } of dated) {
          moves.push({ ...part, movement: id, at: value, sender: heldBy, receiver })
          since.fill(value, part.from, part.to + 1)
        }
        places.fill(receiver, range.from, range.to + 1)
        if (isGone(receiver)) goneFrom.fill(heldBy, range.from, range.to + 1)
      }
    }
  }
  const whole = { batch: batch.number, from: 0, to: places.length - 1 }
  const held = runsOf(whole, places.length, (pass) => places[pass])
  return {
    held: held.map(({ value: place = 'printer', ...range }) => ({ ...range, place })),
    ...{ discrepancies, moves },
  }
}

/** What is lost, or was called spoiled, is found by who said so: the word of another place brings no pass back. Rule Q32. */
function isWithSender(
  { sender, receiver, certain }: StockMovement,
  heldBy: StockPlace | undefined,
  goneFrom: StockPlace | undefined,
): boolean {
  if (sender !== 'lost' || certain) return heldBy === sender
  return isGone(heldBy) && goneFrom === receiver
}

function isGone(place: StockPlace | undefined): boolean {
  return place === 'lost' || place === 'damaged'
}

/** The passes of a place, as ranges by their number. */
export function heldAt({ held }: Pick<Stock, 'held'>, place: StockPlace): readonly SeriesRange[] {
  return held.filter((range) => range.place === place).map(({ batch, from, to }) => ({ batch, from, to }))
}

export function passesIn(ranges: readonly Pick<SeriesRange, 'from' | 'to'>[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0)
}

/** The count of a place: what it should hold beside the passes whose covers were scanned there. */
export function compareCount(
  batch: number,
  due: readonly SeriesRange[],
  counted: readonly number[],
): CountedStock {
  const scanned = new Set(counted)
  const missing = due.flatMap(({ from, to }) => passesFrom(from, to).filter((pass) => !scanned.has(pass)))
  const unexpected = [...scanned].filter((pass) => !due.some(({ from, to }) => from <= pass && pass <= to))
  return { missing: rangesOf(batch, missing), unexpected: rangesOf(batch, unexpected) }
}

/** The fewest ranges that hold these passes, whatever their order; a pass named twice counts once. */
export function rangesOf(batch: number, passes: readonly number[]): readonly SeriesRange[] {
  const ranges: { batch: number; from: number; to: number }[] = []
  for (const pass of [...new Set(passes)].sort((one, other) => one - other)) {
    const last = ranges.at(-1)
    if (last?.to === pass - 1) last.to = pass
    else ranges.push({ batch, from: pass, to: pass })
  }
  return ranges
}

function passesFrom(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, step) => from + step)
}

function compareMovements(one: StockMovement, other: StockMovement): number {
  if ((one.announces ?? false) !== (other.announces ?? false)) return one.announces ? -1 : 1
  if (one.at !== other.at) return one.at - other.at
  return one.id < other.id ? -1 : 1
}
