import { timingSafeEqual } from 'node:crypto'
import type { Hono } from 'hono'
import { managerLink } from '../access/manager-link.ts'
import { listProgrammes } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { verifyProgrammes } from '../ledger/verify-programmes.ts'

/** What an operator's command asks of a running server: proven by the token in its data folder. */
export function addOperatorRoutes(app: Hono, installation: Installation, token: string): void {
  app.use('/api/operator/*', async (context, next) => {
    const given = Buffer.from(context.req.header('Authorization') ?? '')
    const expected = Buffer.from(`Operator ${token}`)
    if (given.length === expected.length && timingSafeEqual(given, expected)) return next()
    return context.json({ error: 'not-an-operator' }, 403)
  })

  app.post('/api/operator/manager-links', async (context) => {
    const programmes = await listProgrammes(installation.database)
    return context.json(
      await Promise.all(
        programmes.map(async (programme) => ({
          programme: programme.name,
          link: await managerLink(installation, programme),
        })),
      ),
    )
  })

  app.post('/api/operator/verify', async (context) => context.json(await verifyProgrammes(installation)))
}
