import type { Hono } from 'hono'
import { isVenue } from '#domain/structure.ts'
import { revocationRequest } from '#protocol/manage/devices.ts'
import { enrolmentCodeRequest, type ManagedStructures } from '#protocol/manage/structures.ts'
import { issueEnrolmentCode } from '../directory/issue-code.ts'
import { listManagedDevices, revokeDevice } from '../directory/managed-devices.ts'
import { listStructures } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { forChange, forProgramme } from './manage-programme.ts'

/** Which tablets act for which structures, and the codes that let one more do so. */
export function addManagedDevices(app: Hono, installation: Installation): void {
  const { database, now } = installation

  app.get('/api/manage/devices', (context) =>
    forProgramme(installation, context, async ({ programme, device }) => {
      const asking = { programme: programme.number, device: device.device }
      return context.json(await listManagedDevices(database, asking, now()))
    }),
  )

  app.post('/api/manage/devices/:id/revoke', (context) =>
    forChange(installation, context, revocationRequest, async ({ programme, device, change }) => {
      const by = { device: device.device, why: change.why }
      return context.json(
        await revokeDevice(installation, programme.number, context.req.param('id') ?? '', by),
      )
    }),
  )

  app.get('/api/manage/structures', (context) =>
    forProgramme(installation, context, async () => {
      const structures = await listStructures(database)
      const answer: ManagedStructures = {
        structures: structures.map((structure) => {
          const { id, name, commune, distributor, invented } = structure
          return { id, name, commune, distributor, venue: isVenue(structure), invented }
        }),
      }
      return context.json(answer)
    }),
  )

  app.post('/api/manage/enrolment-codes', (context) =>
    forChange(installation, context, enrolmentCodeRequest, async ({ programme, device, change }) => {
      const by = { device: device.device, why: change.why }
      return context.json(await issueEnrolmentCode(installation, programme.number, change, by))
    }),
  )
}
