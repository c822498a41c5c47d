import type { Hono } from 'hono'
import * as v from 'valibot'
import type { Installation } from '../installation.ts'
import { readFollowUp } from '../passes/read-follow-up.ts'
import { forProgramme } from './manage-programme.ts'

const days = v.optional(
  v.pipe(v.string(), v.transform(Number), v.safeInteger(), v.minValue(1), v.maxValue(730)),
  '30',
)
const query = v.object({ unused: days, ending: days })

/** Whom to remind, without knowing who they are. */
export function addManagedFollowUp(app: Hono, installation: Installation): void {
  app.get('/api/manage/follow-up', (context) =>
    forProgramme(installation, context, async ({ programme }) => {
      const asked = v.safeParse(query, context.req.query())
      if (!asked.success) return context.json({ error: 'malformed' }, 400)
      const { unused: unusedFor, ending: endingWithin } = asked.output
      const at = installation.now()
      return context.json(
        await readFollowUp(installation.database, programme, { unusedFor, endingWithin, at }),
      )
    }),
  )
}
