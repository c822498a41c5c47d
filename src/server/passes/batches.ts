import { codesPerPass, printedPasses, sparesFor, type Batch, type Delivery } from '#domain/batch.ts'
import { fundOrder, openBatch as openingOf } from '#domain/ledger.ts'
import type { Programme } from '#domain/programme.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { passesIn } from '#domain/stock.ts'
import { exportPrivateKey, exportPublicKey, keyIdOf, makeSigningKey } from '#protocol/keys.ts'
import type { Queries } from '../database/database.ts'
import { writeAudit, type ChangedBy } from '../directory/audit-trail.ts'
import { findBatch } from '../directory/programmes.ts'
import { newUuid, type Installation } from '../installation.ts'
import { lockFamilies } from '../ledger/families.ts'
import { deliverAgain } from './deliver-again.ts'
import { settleStock } from '../ledger/settle-stock.ts'
import { recomputePass } from '../ledger/recompute-pass.ts'
import { writeTransfers } from '../ledger/transfers.ts'

export type NewBatch = Pick<
  Batch,
  'number' | 'order' | 'format' | 'units' | 'passes' | 'firstDay' | 'endDay' | 'training'
> & {
  /** The act of the person who asked for it; the same act makes one batch. */
  readonly act?: string | undefined
}

/**
 * An order is funded and its batch numbered in one continuous series, with a key of its own for the print order.
 * `by`: a person asked for it, and the audit trail says who.
 */
export async function makeBatch(
  installation: Installation,
  programme: Programme,
  batch: NewBatch,
  by?: ChangedBy,
): Promise<void> {
  const pair = await makeSigningKey({ extractable: true })
  const publicKey = await exportPublicKey(pair.publicKey)
  const privateKey = await exportPrivateKey(pair.privateKey)
  const spares = sparesFor(batch.passes)
  const codes = printedPasses({ ...batch, spares }) * codesPerPass(batch)
  const at = installation.now()
  await installation.database.transaction(async (queries) => {
    const [range] = await queries.query<{ first: number }>(
      'UPDATE installation SET next_serial = next_serial + $1 RETURNING next_serial - $1 AS first',
      [codes],
    )
    await fundOrderOnce(queries, programme, batch, at)
    await queries.query(
      `INSERT INTO batches (programme, batch, order_id, format, units, passes, spares, first_serial, first_day, end_day,
         training, key_id, public_key, private_key, asked_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        programme.number,
        batch.number,
        batch.order,
        batch.format,
        batch.units,
        batch.passes,
        spares,
        range?.first ?? 0,
        batch.firstDay,
        batch.endDay,
        batch.training,
        keyIdOf(publicKey),
        publicKey,
        privateKey,
        batch.act ?? null,
      ],
    )
    await noteBatchChange(queries, installation, programme.number, batch.number)
    if (by) {
      const { order, format, units, passes, firstDay, endDay } = batch
      const after = JSON.stringify({ order, format, units, passes, spares, firstDay, endDay })
      const change = { act: 'make-batch', subject: `batch/${batch.number}`, before: '', after }
      await writeAudit(queries, installation, programme.number, by, change)
    }
    return true
  })
}

/** Funded passes may now be delivered: their value is owed to whoever accepts them. False when they already could. */
export async function openBatch(
  installation: Installation,
  programme: Programme,
  number: number,
  by?: ChangedBy,
): Promise<boolean> {
  const at = installation.now()
  return installation.database.transaction(async (queries) => {
    const opened = await queries.query<{ order_id: string; units: number; passes: number }>(
      `UPDATE batches SET opened_at = $3 WHERE programme = $1 AND batch = $2 AND opened_at IS NULL
       RETURNING order_id, units, passes`,
      [programme.number, number, at],
    )
    const [batch] = opened
    if (!batch) return false
    const transfers = openingOf(batch.order_id, batch.units * batch.passes, programme.unitCents)
    await writeTransfers(queries, programme.number, { id: `batch/${number}`, number: 1, at }, transfers)
    await noteBatchChange(queries, installation, programme.number, number)
    const change = { act: 'open-batch', subject: `batch/${number}`, before: 'not-opened', after: 'opened' }
    if (by) await writeAudit(queries, installation, programme.number, by, change)
    await decideWaiting(queries, programme, number, at)
    return true
  })
}

/** Passes that were used before their batch was opened, by tablets that could not know. */
async function decideWaiting(
  queries: Queries,
  programme: Programme,
  number: number,
  at: number,
): Promise<void> {
  const touched = await queries.query<{ pass: number }>(
    'SELECT pass FROM passes WHERE programme = $1 AND batch = $2 ORDER BY pass',
    [programme.number, number],
  )
  await lockFamilies(
    queries,
    programme.number,
    touched.map(({ pass }) => ({ batch: number, pass })),
  )
  const batch = await findBatch(queries, programme.number, number)
  if (!batch) return
  for (const { pass } of touched) await recomputePass(queries, programme, { batch, pass }, at)
}

export type DeliveryFailure = 'unknown-batch' | 'not-opened' | 'outside-batch' | 'already-delivered'

/**
 * Passes are announced to a structure; again, where all of them came back. Once all were, nothing is left to print and the
 * batch's key is destroyed.
 */
export async function deliverPasses(
  installation: Installation,
  programme: number,
  number: number,
  delivery: Delivery,
  by?: ChangedBy,
): Promise<Result<{ readonly keyDestroyed: boolean }, DeliveryFailure>> {
  const at = installation.now()
  return installation.database.transaction(async (queries) => {
    await queries.query('SELECT batch FROM batches WHERE programme = $1 AND batch = $2 FOR UPDATE', [
      programme,
      number,
    ])
    const batch = await findBatch(queries, programme, number)
    if (!batch) return fail('unknown-batch')
    if (!batch.opened) return fail('not-opened')
    if (delivery.from > delivery.to || delivery.from < 0 || delivery.to >= batch.passes)
      return fail('outside-batch')
    const before = await deliveriesOf(queries, programme, number)
    const isAgain = before.some((other) => other.from <= delivery.to && delivery.from <= other.to)
    if (
      isAgain &&
      !(await deliverAgain(queries, installation, programme, batch, delivery, by?.device ?? ''))
    ) {
      return fail('already-delivered')
    }
    if (!isAgain) {
      await queries.query('INSERT INTO deliveries VALUES ($1, $2, $3, $4, $5, $6)', [
        programme,
        number,
        delivery.from,
        delivery.to,
        delivery.structure,
        at,
      ])
    }
    const keyDestroyed = !isAgain && passesIn([...before, delivery]) === batch.passes
    if (keyDestroyed) {
      await queries.query('UPDATE batches SET private_key = NULL WHERE programme = $1 AND batch = $2', [
        programme,
        number,
      ])
    }
    await settleStock(queries, programme, number, at)
    await noteBatchChange(queries, installation, programme, number)
    if (by) {
      const after = JSON.stringify(delivery)
      const change = { act: 'deliver-passes', subject: `batch/${number}`, before: '', after }
      await writeAudit(queries, installation, programme, by, change)
    }
    return ok({ keyDestroyed })
  })
}

type Box = Pick<Delivery, 'from' | 'to'>

/** What the programme delivered, whatever places have done with it since. */
async function deliveriesOf(queries: Queries, programme: number, batch: number): Promise<readonly Box[]> {
  return queries.query<Box>(
    'SELECT from_pass AS from, to_pass AS to FROM deliveries WHERE programme = $1 AND batch = $2',
    [programme, batch],
  )
}

async function fundOrderOnce(
  queries: Queries,
  programme: Programme,
  batch: NewBatch,
  at: number,
): Promise<void> {
  const units = batch.units * batch.passes
  await queries.query(
    `INSERT INTO orders VALUES ($1, $2, $3, $4)
     ON CONFLICT (programme, order_id) DO UPDATE SET units = orders.units + excluded.units`,
    [programme.number, batch.order, units, at],
  )
  const cause = { id: `order/${batch.order}/${batch.number}`, number: 1, at }
  await writeTransfers(queries, programme.number, cause, fundOrder(batch.order, units, programme.funders))
}

async function noteBatchChange(
  queries: Queries,
  installation: Installation,
  programme: number,
  batch: number,
): Promise<void> {
  await queries.query('INSERT INTO pass_changes (programme, change, batch) VALUES ($1, $2, $3)', [
    programme,
    newUuid(installation),
    batch,
  ])
}
