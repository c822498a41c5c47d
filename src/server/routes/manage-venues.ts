import type { Hono } from 'hono'
import type { Installation } from '../installation.ts'
import { listManagedVenues, readManagedVenue } from '../settlement/managed-venues.ts'
import { forProgramme } from './manage-programme.ts'

/** What venues are owed so far, down to the transfers. */
export function addManagedVenues(app: Hono, installation: Installation): void {
  const { database } = installation

  app.get('/api/manage/venues', (context) =>
    forProgramme(installation, context, async ({ programme }) =>
      context.json(await listManagedVenues(database, programme)),
    ),
  )

  app.get('/api/manage/venues/:id', (context) =>
    forProgramme(installation, context, async ({ programme }) => {
      const venue = await readManagedVenue(database, programme, context.req.param('id') ?? '')
      return venue ? context.json(venue) : context.json({ error: 'unknown-venue' }, 404)
    }),
  )
}
