import type { Hono } from 'hono'
import * as v from 'valibot'
import { doorRequest } from '#protocol/demonstration.ts'
import { findDemonstration, openDoor } from '../demonstration/doors.ts'
import { listSamples } from '../demonstration/samples.ts'
import type { Installation } from '../installation.ts'

/** What exists only on an installation created as a demonstration; elsewhere these routes are not found. */
export function addDemonstrationRoutes(app: Hono, installation: Installation): void {
  app.post('/api/demonstration/doors', async (context) => {
    const request = v.safeParse(doorRequest, await context.req.json().catch(() => undefined))
    if (!request.success) return context.json({ error: 'malformed' }, 400)
    const opened = await openDoor(installation, request.output)
    return opened.ok ? context.json(opened.value) : context.json({ error: opened.error }, 404)
  })

  app.get('/api/demonstration/samples', async (context) => {
    const programme = await findDemonstration(installation)
    if (!programme) return context.json({ error: 'no-demonstration' }, 404)
    return context.json(await listSamples(installation, programme))
  })
}
