import { addDays, type CalendarDay } from './instant.ts'
import { toleranceDays } from './programme.ts'

/** No order has this number: a code that says so is an exercise pass, whoever signed it. */
export const exerciseBatch = 0

/** Passes of one size, value, validity and format, numbered in one continuous series. */
export type Batch = {
  readonly number: number
  readonly order: string
  readonly format: 'card' | 'booklet'
  /** Units of each pass: at most 40 in a booklet, 200 on a card. */
  readonly units: number
  /** Passes that were ordered; their index is 0…passes − 1. */
  readonly passes: number
  /** Passes signed beside them to replace spoiled sheets: index passes…passes + spares − 1. */
  readonly spares: number
  readonly firstSerial: number
  readonly firstDay: CalendarDay
  readonly endDay: CalendarDay
  /** Funded: its passes may be delivered. */
  readonly opened: boolean
  readonly deliveries: readonly Delivery[]
  /** Signed by the training key: the same screens, never paid. */
  readonly training: boolean
}

/** Passes `from`…`to` (both included) announced to a structure. */
export type Delivery = { readonly structure: string; readonly from: number; readonly to: number }

export const largestUnits = { card: 200, booklet: 40 } as const

/** No batch has more passes, spares included: an entry that names another is unreadable. */
export const mostPasses = 2 ** 20

/** One printed code: cheque 0 is the card or the booklet's cover. */
export type PrintedCode = { readonly batch: number; readonly pass: number; readonly cheque: number }

/** Codes printed for one pass: a card has one, a booklet a cover and its cheques. */
export function codesPerPass(batch: Pick<Batch, 'format' | 'units'>): number {
  return batch.format === 'card' ? 1 : batch.units + 1
}

/** Spare passes for a print order of this size: 2 %, at least one. */
export function sparesFor(passes: number): number {
  return Math.max(1, Math.ceil(passes / 50))
}

/** Passes signed and printed, spares included. */
export function printedPasses(batch: Pick<Batch, 'passes' | 'spares'>): number {
  return batch.passes + batch.spares
}

/** Nobody ordered it: it is good in the place of a pass that somebody did. */
export function isSpare({ passes }: Pick<Batch, 'passes'>, pass: number): boolean {
  return pass >= passes
}

export function serialOf(batch: Batch, code: PrintedCode): number {
  return batch.firstSerial + code.pass * codesPerPass(batch) + code.cheque
}

/** The code that carries a serial, when it belongs to this batch. */
export function codeOfSerial(batch: Batch, serial: number): PrintedCode | undefined {
  const offset = serial - batch.firstSerial
  const each = codesPerPass(batch)
  if (offset < 0 || offset >= printedPasses(batch) * each) return undefined
  return { batch: batch.number, pass: Math.floor(offset / each), cheque: offset % each }
}

/** The last day on which a venue accepts a pass of this batch. */
export function lastUseOf(batch: Batch): CalendarDay {
  return addDays(batch.endDay, toleranceDays)
}

export function isAnnouncedTo(batch: Batch, pass: number, structure: string): boolean {
  return batch.deliveries.some(
    (delivery) => delivery.structure === structure && delivery.from <= pass && pass <= delivery.to,
  )
}

export function isDelivered(batch: Batch, pass: number): boolean {
  return batch.opened && batch.deliveries.some((delivery) => delivery.from <= pass && pass <= delivery.to)
}
