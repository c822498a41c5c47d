import type { Hono } from 'hono'
import { calendarDayOf } from '#domain/instant.ts'
import type { ManagedProgramme } from '#protocol/manage/programme.ts'
import { reconciliationRequest } from '#protocol/manage/reconciliation.ts'
import type { Installation } from '../installation.ts'
import { isLocked } from '../publishing/epoch.ts'
import { countOpenCases } from '../settlement/managed-cases.ts'
import { endReconciliation, readReconciliation } from '../settlement/reconciliation.ts'
import { readOverview } from '../settlement/overview.ts'
import { forChange, forProgramme } from './manage-programme.ts'
import { addManagedActs } from './manage-acts.ts'
import { addManagedBatches } from './manage-batches.ts'
import { addManagedCases } from './manage-cases.ts'
import { addManagedDevices } from './manage-devices.ts'
import { addManagedFollowUp } from './manage-follow-up.ts'
import { addManagedRules } from './manage-rules.ts'
import { addManagedStock } from './manage-stock.ts'
import { addManagedVenues } from './manage-venues.ts'

/** The manager's pages: JSON of `#protocol/manage/`, for the programme of the device that signs. */
export function addManageRoutes(app: Hono, installation: Installation): void {
  app.get('/api/manage/programme', (context) =>
    forProgramme(installation, context, async ({ programme }) => {
      const { number, name, telephone, timeZone, unitCents, demonstration, funders, services } = programme
      const answer: ManagedProgramme = {
        ...{ programme: number, name, telephone, timeZone, unitCents, demonstration },
        funders: [...funders],
        services: services.map((service) => ({ id: service.id, name: { ...service.name } })),
        today: calendarDayOf(installation.now(), timeZone),
        openCases: await countOpenCases(installation.database, number),
        restored: await isLocked(installation.database),
      }
      return context.json(answer)
    }),
  )

  app.get('/api/manage/overview', (context) =>
    forProgramme(installation, context, async ({ programme }) =>
      context.json(await readOverview(installation.database, programme)),
    ),
  )

  app.get('/api/manage/reconciliation', (context) =>
    forProgramme(installation, context, async ({ programme }) =>
      context.json(await readReconciliation(installation.database, programme.number)),
    ),
  )

  app.post('/api/manage/reconciliation/end', (context) =>
    forChange(installation, context, reconciliationRequest, async ({ programme, device, change }) => {
      const by = { device: device.device, why: change.why }
      return context.json(await endReconciliation(installation, programme.number, change, by))
    }),
  )

  addManagedBatches(app, installation)
  addManagedActs(app, installation)
  addManagedCases(app, installation)
  addManagedDevices(app, installation)
  addManagedFollowUp(app, installation)
  addManagedStock(app, installation)
  addManagedVenues(app, installation)
  addManagedRules(app, installation)
}
