import { codesPerPass, largestUnits, printedPasses, sparesFor } from '#domain/batch.ts'
import { isCalendarDay, type CalendarDay } from '#domain/instant.ts'
import { batchFaults, type BatchFault, type NewBatchRequest } from '#protocol/manage/batches.ts'
import { serialLimit } from '#protocol/pass-number.ts'

export type AskedBatch = Omit<NewBatchRequest, 'why'>

/** Everything that is wrong with a batch that a person asks for, in the order of the form. */
export function checkNewBatch(
  batch: AskedBatch,
  room: { readonly nextSerial: number; readonly today: CalendarDay; readonly unitCents: number },
): readonly BatchFault[] {
  const areDays = isCalendarDay(batch.firstDay) && isCalendarDay(batch.endDay)
  const isWrong: Record<BatchFault, boolean> = {
    'bad-order': !/^[A-Za-z0-9][\w.:@-]{0,99}$/.test(batch.order),
    'units-not-whole': !isCount(batch.units),
    'too-many-units': isCount(batch.units) && batch.units > largestUnits[batch.format],
    'passes-not-whole': !isCount(batch.passes),
    'too-many-passes': isCount(batch.passes) && isCount(batch.units) && !fits(batch, room),
    'bad-first-day': !isCalendarDay(batch.firstDay),
    'bad-end-day': !isCalendarDay(batch.endDay),
    'ends-before-it-begins': areDays && batch.endDay < batch.firstDay,
    'ends-in-the-past': areDays && batch.endDay >= batch.firstDay && batch.endDay < room.today,
  }
  return batchFaults.filter((fault) => isWrong[fault])
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0
}

/** A serial has thirty bits, a list one row a pass, and every amount is counted in exact cents. */
function fits(batch: AskedBatch, room: { readonly nextSerial: number; readonly unitCents: number }): boolean {
  const spares = sparesFor(batch.passes)
  const codes = printedPasses({ passes: batch.passes, spares }) * codesPerPass(batch)
  const isExact = Number.isSafeInteger(batch.passes * batch.units * room.unitCents)
  return batch.passes <= mostOrdered && room.nextSerial + codes <= serialLimit && isExact
}

/** Above, a batch's list would be too long for a tablet to fetch whole: several batches serve better. */
const mostOrdered = 1_000_000
