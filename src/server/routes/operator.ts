import { timingSafeEqual } from 'node:crypto'
import type { Hono } from 'hono'
import * as v from 'valibot'
import { managerLink } from '../access/manager-link.ts'
import { secretKey } from '../access/secrets.ts'
import { chainEnds, chainEndsOf, markBackedUp } from '../backup/backed-up.ts'
import { copyEmbedded } from '../backup/copy-embedded.ts'
import { listProgrammes } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { verifyProgrammes } from '../ledger/verify-programmes.ts'

/** Who may ask, proven by the token in the data folder, and which folder that is. */
export type Operator = { readonly token: string; readonly dataFolder: string }

/** What an operator's command asks of the running server of an embedded store, which no other process may open. */
export function addOperatorRoutes(app: Hono, installation: Installation, operator: Operator): void {
  const { database } = installation

  app.use('/api/operator/*', async (context, next) => {
    if (isOperator(context.req.header('Authorization'), operator)) return next()
    return context.json({ error: 'not-an-operator' }, 403)
  })

  app.post('/api/operator/manager-links', async (context) => {
    const programmes = await listProgrammes(database)
    return context.json(
      await Promise.all(
        programmes.map(async (programme) => ({
          programme: programme.name,
          link: await managerLink(installation, programme),
        })),
      ),
    )
  })

  app.post('/api/operator/copies', async (context) => {
    const asked = v.safeParse(copyRequest, await context.req.json().catch(() => undefined))
    if (!asked.success) return context.json({ error: 'malformed' }, 400)
    await secretKey(installation, 'acknowledgement')
    const ends = await chainEnds(database)
    await copyEmbedded(database, operator.dataFolder, asked.output.to)
    return context.json({ ends })
  })

  app.post('/api/operator/backed-up', async (context) => {
    const asked = v.safeParse(backedUpRequest, await context.req.json().catch(() => undefined))
    if (!asked.success) return context.json({ error: 'malformed' }, 400)
    await markBackedUp(database, asked.output.ends)
    return context.json({})
  })

  app.post('/api/operator/verify', async (context) => context.json(await verifyProgrammes(installation)))
}

const copyRequest = v.object({ to: v.string() })
const backedUpRequest = v.object({ ends: chainEndsOf })

function isOperator(authorization: string | undefined, { token }: Operator): boolean {
  const given = Buffer.from(authorization ?? '')
  const expected = Buffer.from(`Operator ${token}`)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
