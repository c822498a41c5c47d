import type { Hono } from 'hono'
import * as v from 'valibot'
import { calendarDayOf } from '#domain/instant.ts'
import type { Installation } from '../installation.ts'
import { readManagedStock } from '../passes/managed-stock.ts'
import { forProgramme } from './manage-programme.ts'

const year = v.pipe(v.string(), v.regex(/^20\d\d$/), v.transform(Number))

/** Where the passes are, and the account of a year. */
export function addManagedStock(app: Hono, installation: Installation): void {
  app.get('/api/manage/stock', (context) =>
    forProgramme(installation, context, async ({ programme }) => {
      const thisYear = calendarDayOf(installation.now(), programme.timeZone).slice(0, 4)
      const asked = v.safeParse(year, context.req.query('year') ?? thisYear)
      if (!asked.success) return context.json({ error: 'malformed' }, 400)
      return context.json(await readManagedStock(installation.database, programme, asked.output))
    }),
  )
}
