import { readFileSync } from 'node:fs'
import type { Hono } from 'hono'
import * as v from 'valibot'
import { balanceRequest } from '#protocol/balance.ts'
import { protocolVersion } from '#protocol/version.ts'
import { migrationState } from '../database/migrate.ts'
import { listProgrammes } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { readBalance } from '../passes/read-balance.ts'
import { readEpoch } from '../publishing/epoch.ts'

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

/** What anyone may ask: health, the programmes of this installation, the balance of the pass in one's hand. */
export function addPublicRoutes(app: Hono, installation: Installation): void {
  app.get('/health', async (context) => {
    const { kind, ...store } = await installation.database.status()
    const said = { version, protocol: protocolVersion, store: kind, ...store }
    if (store.failure !== null) return context.json(said, 503)
    const migrations = await migrationState(installation.database)
    const epoch = await readEpoch(installation)
    return context.json({ ...said, migrations, epoch })
  })

  app.get('/api/installation', async (context) => {
    const programmes = await listProgrammes(installation.database)
    return context.json({
      address: installation.address,
      programmes: programmes.map(({ number, name, telephone, demonstration, languages }) => ({
        programme: number,
        name,
        telephone,
        demonstration,
        languages,
      })),
    })
  })

  app.post('/api/balance', async (context) => {
    const request = v.safeParse(balanceRequest, await context.req.json().catch(() => undefined))
    if (!request.success) return context.json({ error: 'malformed' }, 400)
    return context.json(
      await readBalance(installation, request.output, addressOf(context.req.raw, context.env)),
    )
  })
}

/** The connection's own address; behind a proxy of the operator's, every visitor shares the proxy's. */
function addressOf(_request: Request, env: unknown): string {
  const incoming = env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  return incoming?.incoming?.socket?.remoteAddress ?? 'unknown'
}
