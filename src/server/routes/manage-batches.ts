import type { Hono } from 'hono'
import {
  changeRequest,
  deliveryRequest,
  mostCodesAtOnce,
  newBatchRequest,
  type DeliveryAnswer,
  type OpenBatchAnswer,
} from '#protocol/manage/batches.ts'
import { findBatch, findStructure } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { deliverPasses, openBatch } from '../passes/batches.ts'
import { codesToPrint } from '../passes/codes-to-print.ts'
import { makeNextBatch } from '../passes/make-next-batch.ts'
import { listManagedBatches } from '../passes/managed-batches.ts'
import { forChange, forProgramme } from './manage-programme.ts'

/** From the order to the box in a distributor's hands. */
export function addManagedBatches(app: Hono, installation: Installation): void {
  const { database } = installation

  app.get('/api/manage/batches', (context) =>
    forProgramme(installation, context, async ({ programme }) =>
      context.json({ batches: await listManagedBatches(database, programme) }),
    ),
  )

  app.post('/api/manage/batches', (context) =>
    forChange(installation, context, newBatchRequest, async ({ programme, device, change }) => {
      const by = { device: device.device, why: change.why }
      return context.json(await makeNextBatch(installation, programme, change, by))
    }),
  )

  app.post('/api/manage/batches/:number{[0-9]{1,5}}/open', (context) =>
    forChange(installation, context, changeRequest, async ({ programme, device, change }) => {
      const number = Number(context.req.param('number'))
      const by = { device: device.device, why: change.why }
      const answer: OpenBatchAnswer = !(await findBatch(database, programme.number, number))
        ? { type: 'refused', reason: 'unknown-batch' }
        : { type: (await openBatch(installation, programme, number, by)) ? 'opened' : 'already-opened' }
      return context.json(answer)
    }),
  )

  app.post('/api/manage/batches/:number{[0-9]{1,5}}/deliver', (context) =>
    forChange(installation, context, deliveryRequest, async ({ programme, device, change }) => {
      const number = Number(context.req.param('number'))
      const { structure, from, to, why } = change
      const answer = await deliver(programme.number, number, { structure, from, to }, device.device, why)
      return context.json(answer)
    }),
  )

  app.get('/api/manage/batches/:number{[0-9]{1,5}}/codes', (context) =>
    forProgramme(installation, context, async ({ programme, device }) => {
      const from = countOf(context.req.query('from') ?? '0')
      const count = countOf(context.req.query('count') ?? '10')
      if (from === undefined || !count || count > mostCodesAtOnce)
        return context.json({ error: 'malformed' }, 400)
      const number = Number(context.req.param('number'))
      const by = { device: device.device, why: 'print' }
      return context.json(await codesToPrint(installation, programme, number, { from, count }, by))
    }),
  )

  async function deliver(
    programme: number,
    number: number,
    delivery: { readonly structure: string; readonly from: number; readonly to: number },
    device: string,
    why: string,
  ): Promise<DeliveryAnswer> {
    const distributor = await findStructure(database, delivery.structure)
    if (!distributor) return { type: 'refused', reason: 'unknown-structure' }
    if (!distributor.distributor) return { type: 'refused', reason: 'not-a-distributor' }
    if (!Number.isSafeInteger(delivery.from) || !Number.isSafeInteger(delivery.to))
      return { type: 'refused', reason: 'outside-batch' }
    const delivered = await deliverPasses(installation, programme, number, delivery, { device, why })
    if (!delivered.ok) return { type: 'refused', reason: delivered.error }
    return { type: 'delivered', ...delivered.value }
  }
}

function countOf(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}
