import type { Context, Hono } from 'hono'
import type { Installation } from '../installation.ts'
import { readDeflated } from '../publishing/files.ts'
import { headToTell } from '../publishing/publish.ts'

/** A cache may answer with a head for two seconds, and for thirty more while it asks for the newest; without us, for an hour. */
const headCaching = 'public, max-age=2, stale-while-revalidate=30, stale-if-error=3600'
/** A file never changes under its name. */
const fileCaching = 'public, max-age=31536000, immutable'

/** Heads and files name nobody: public, so that any cache may stand before this server. */
export function addKnowledgeRoutes(app: Hono, installation: Installation): void {
  app.get('/heads/:programme{[0-9]{1,5}}', async (context) => {
    const head = await headToTell(installation.database, Number(context.req.param('programme')))
    if (!head) return none(context, 'no-head')
    const etag = `"${head.issuedAt}-${head.number}"`
    context.header('ETag', etag)
    context.header('Cache-Control', headCaching)
    context.header('Last-Modified', new Date(head.issuedAt).toUTCString())
    if (isHeld(context, etag)) return context.body(null, 304)
    context.header('Content-Type', 'application/cose')
    return context.body(new Uint8Array(head.bytes))
  })

  app.get('/files/:programme{[0-9]{1,5}}/:name{[0-9a-f]{64}}', async (context) => {
    const { programme, name } = context.req.param()
    const etag = `"${name}"`
    const file = await readDeflated(installation.database, Number(programme), name)
    if (!file) return none(context, 'no-file')
    context.header('ETag', etag)
    context.header('Cache-Control', fileCaching)
    if (isHeld(context, etag)) return context.body(null, 304)
    context.header('Content-Type', 'application/octet-stream')
    return context.body(file)
  })
}

/** What is not there now may be in a moment: no cache may keep saying so. */
function none(context: Context, error: 'no-head' | 'no-file') {
  context.header('Cache-Control', 'no-store')
  return context.json({ error }, 404)
}

/** RFC 9110 §13.1.2: a list of tags, weak or strong, or anything. */
function isHeld(context: Context, etag: string): boolean {
  const given = context.req.header('If-None-Match') ?? ''
  return given === '*' || given.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}
