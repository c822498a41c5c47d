import type { Hono } from 'hono'
import type { Installation } from '../installation.ts'
import { readInstallation } from '../publishing/epoch.ts'
import { readDeflated } from '../publishing/files.ts'
import { newestHead } from '../publishing/publish.ts'

/** Heads and files name nobody: public, so that any cache may stand before this server. */
export function addKnowledgeRoutes(app: Hono, installation: Installation): void {
  app.get('/heads/:programme{[0-9]{1,5}}', async (context) => {
    const head = await newestHead(installation.database, Number(context.req.param('programme')))
    const { firstHead } = await readInstallation(installation)
    // After a loss the numbers of the former epoch mean something else on each device: its last head is not told again.
    if (!head || head.number < firstHead) return context.json({ error: 'no-head' }, 404)
    const etag = `"${head.number}"`
    context.header('ETag', etag)
    context.header('Cache-Control', 'public, max-age=2')
    if (context.req.header('If-None-Match') === etag) return context.body(null, 304)
    context.header('Content-Type', 'application/cose')
    return context.body(new Uint8Array(head.bytes))
  })

  app.get('/files/:programme{[0-9]{1,5}}/:name{[0-9a-f]{64}}', async (context) => {
    const { programme, name } = context.req.param()
    const file = await readDeflated(installation.database, Number(programme), name)
    if (!file) return context.json({ error: 'no-file' }, 404)
    context.header('Cache-Control', 'public, max-age=31536000, immutable')
    context.header('Content-Type', 'application/octet-stream')
    return context.body(file)
  })
}
