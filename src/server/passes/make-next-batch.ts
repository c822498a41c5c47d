import { calendarDayOf } from '#domain/instant.ts'
import type { Programme } from '#domain/programme.ts'
import type { NewBatchAnswer, NewBatchRequest } from '#protocol/manage/batches.ts'
import type { Queries } from '../database/database.ts'
import type { ChangedBy } from '../directory/audit-trail.ts'
import type { Installation } from '../installation.ts'
import { makeBatch } from './batches.ts'
import { checkNewBatch } from './check-new-batch.ts'

/** A batch as a person asks for it, under the next number of its programme; the same act asked again is the same batch. */
export async function makeNextBatch(
  installation: Installation,
  programme: Programme,
  asked: NewBatchRequest,
  by: ChangedBy,
): Promise<NewBatchAnswer> {
  const { database, now } = installation
  const faults = checkNewBatch(asked, {
    nextSerial: await nextSerial(database),
    today: calendarDayOf(now(), programme.timeZone),
    unitCents: programme.unitCents,
  })
  if (faults.length > 0) return { type: 'refused', faults: [...faults] }
  const { order, format, units, passes, firstDay, endDay, act } = asked
  const wanted = { order, format, units, passes, firstDay, endDay, act, training: false }
  for (let attempt = 1; ; attempt++) {
    const made = act && (await madeBy(database, programme.number, act))
    if (made) return { type: 'made', batch: made }
    const batch = await nextNumber(database, programme.number)
    try {
      await makeBatch(installation, programme, { ...wanted, number: batch }, by)
      return { type: 'made', batch }
    } catch (error) {
      if (attempt >= 5 || !isTaken(error)) throw error
    }
  }
}

async function nextSerial(queries: Queries): Promise<number> {
  const [row] = await queries.query<{ next_serial: number }>('SELECT next_serial FROM installation')
  return row?.next_serial ?? 1
}

async function madeBy(queries: Queries, programme: number, act: string): Promise<number | undefined> {
  const [row] = await queries.query<{ batch: number }>(
    'SELECT batch FROM batches WHERE programme = $1 AND asked_by = $2',
    [programme, act],
  )
  return row?.batch
}

async function nextNumber(queries: Queries, programme: number): Promise<number> {
  const [row] = await queries.query<{ next: number }>(
    'SELECT coalesce(max(batch), 0) + 1 AS next FROM batches WHERE programme = $1',
    [programme],
  )
  return row?.next ?? 1
}

/** Somebody else made a batch at the same moment and has the number. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505'
}
