import type { Context, Hono } from 'hono'
import { contestRequest, voidRequest } from '#protocol/manage/acts.ts'
import { decisionRequest } from '#protocol/manage/cases.ts'
import { blockRequest, replacementRequest } from '#protocol/manage/passes.ts'
import type { Installation } from '../installation.ts'
import { blockPass, replacePass } from '../passes/block-pass.ts'
import { contestByManager, decideCase, voidByManager } from '../settlement/decide-case.ts'
import { listHeldEntries } from '../settlement/held-entries.ts'
import { listOpenCases } from '../settlement/managed-cases.ts'
import { forChange, forProgramme } from './manage-programme.ts'

/** What waits for a person, and what a person decides of acts and passes. */
export function addManagedCases(app: Hono, installation: Installation): void {
  app.get('/api/manage/cases', (context) =>
    forProgramme(installation, context, async ({ programme }) => {
      const { before } = context.req.query()
      const list = await listOpenCases(installation, programme, before)
      if (before !== undefined) return context.json(list)
      const { held, next: heldNext } = await listHeldEntries(installation.database, programme.number)
      return context.json({ ...list, held, heldNext })
    }),
  )

  app.get('/api/manage/held', (context) =>
    forProgramme(installation, context, async ({ programme }) => {
      const { before } = context.req.query()
      return context.json(await listHeldEntries(installation.database, programme.number, { before }))
    }),
  )

  app.post('/api/manage/cases/:entry/decide', (context) =>
    forChange(installation, context, decisionRequest, async ({ programme, device, change }) => {
      const by = { device: device.device, why: change.why }
      return context.json(await decideCase(installation, programme, entryOf(context), change, by))
    }),
  )

  app.post('/api/manage/acts/:entry/void', (context) =>
    forChange(installation, context, voidRequest, async ({ programme, device, change }) => {
      const by = { device: device.device, why: change.why }
      return context.json(await voidByManager(installation, programme, entryOf(context), by))
    }),
  )

  app.post('/api/manage/acts/:entry/contest', (context) =>
    forChange(installation, context, contestRequest, async ({ programme, device, change }) => {
      const by = { device: device.device, why: change.why }
      return context.json(await contestByManager(installation, programme, entryOf(context), change, by))
    }),
  )

  for (const act of ['block', 'unblock'] as const) {
    app.post(`${passPath}/${act}`, (context) =>
      forChange(installation, context, blockRequest, async ({ programme, device, change }) => {
        const by = { device: device.device, why: change.why }
        return context.json(await blockPass(installation, programme, passOf(context), act, by))
      }),
    )
  }

  app.post(`${passPath}/replace`, (context) =>
    forChange(installation, context, replacementRequest, async ({ programme, device, change }) => {
      const by = { device: device.device, why: change.why }
      const newer = { batch: change.batch, pass: change.pass }
      return context.json(await replacePass(installation, programme, passOf(context), newer, by))
    }),
  )
}

const passPath = '/api/manage/passes/:batch{[0-9]{1,5}}/:pass{[0-9]{1,9}}'

function entryOf(context: Context): string {
  return context.req.param('entry') ?? ''
}

function passOf(context: Context) {
  return { batch: Number(context.req.param('batch')), pass: Number(context.req.param('pass')) }
}
