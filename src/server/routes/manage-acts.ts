import type { Hono } from 'hono'
import type { Installation } from '../installation.ts'
import { listActs } from '../passes/list-acts.ts'
import { findPassByNumber, readManagedPass } from '../passes/managed-pass.ts'
import { forProgramme } from './manage-programme.ts'

/** What people did, and what became of it. */
export function addManagedActs(app: Hono, installation: Installation): void {
  const { database } = installation

  app.get('/api/manage/acts', (context) =>
    forProgramme(installation, context, async ({ programme }) => {
      const { structure, kind, outcome, before } = context.req.query()
      return context.json(await listActs(database, programme.number, { structure, kind, outcome, before }))
    }),
  )

  app.get('/api/manage/passes/:batch{[0-9]{1,5}}/:pass{[0-9]{1,9}}', (context) =>
    forProgramme(installation, context, async ({ programme }) => {
      const asked = { batch: Number(context.req.param('batch')), pass: Number(context.req.param('pass')) }
      const pass = await readManagedPass(database, programme.number, asked)
      return pass ? context.json(pass) : context.json({ error: 'unknown-pass' }, 404)
    }),
  )

  app.get('/api/manage/pass-numbers/:number', (context) =>
    forProgramme(installation, context, async ({ programme }) => {
      const found = await findPassByNumber(installation, programme.number, context.req.param('number'))
      return found ? context.json(found) : context.json({ error: 'unknown-pass' }, 404)
    }),
  )
}
