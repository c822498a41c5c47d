import type { Hono } from 'hono'
import { rulesRequest, topUpRequest } from '#protocol/manage/rules.ts'
import { changeRules } from '../directory/change-rules.ts'
import { readManagedRules } from '../directory/managed-rules.ts'
import type { Installation } from '../installation.ts'
import { topUpContingency } from '../settlement/top-up-contingency.ts'
import { forChange, forProgramme } from './manage-programme.ts'

/** What devices may promise without a network, and the money that stands behind it. */
export function addManagedRules(app: Hono, installation: Installation): void {
  const { database, now } = installation

  app.get('/api/manage/rules', (context) =>
    forProgramme(installation, context, async ({ programme }) =>
      context.json(await readManagedRules(database, programme, now())),
    ),
  )

  app.post('/api/manage/rules', (context) =>
    forChange(installation, context, rulesRequest, async ({ programme, device, change }) => {
      const by = { device: device.device, why: change.why }
      return context.json(await changeRules(installation, programme.number, change.rules, by))
    }),
  )

  app.post('/api/manage/contingency', (context) =>
    forChange(installation, context, topUpRequest, async ({ programme, device, change }) => {
      const by = { device: device.device, why: change.why }
      return context.json(await topUpContingency(installation, programme, change, by))
    }),
  )
}
