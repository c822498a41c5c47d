import { existsSync } from 'node:fs'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'

/** No inline script or style, no eval; WebAssembly for the code reader only. Nothing is asked of any other host. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** The built app: hashed files for ever, the shell and the service worker checked each time. */
export function addAppFiles(app: Hono, folder: string): void {
  if (!existsSync(folder)) return
  app.use('*', async (context, next) => {
    await next()
    context.header('Content-Security-Policy', contentSecurityPolicy)
    context.header('X-Content-Type-Options', 'nosniff')
    context.header('Referrer-Policy', 'no-referrer')
    context.header('Permissions-Policy', 'camera=(self), geolocation=(self), microphone=()')
    const kept = context.req.path.startsWith('/assets/') && context.res.ok
    if (!context.res.headers.has('Cache-Control')) {
      context.header('Cache-Control', kept ? 'public, max-age=31536000, immutable' : 'no-cache')
    }
  })
  app.get('/.vite/*', (context) => context.notFound())
  app.get('*', serveStatic({ root: folder }))
  app.get('*', async (context, next) => {
    const asked = context.req.path
    const isPage = !/^\/(api|heads|files|assets|health)(\/|$)/.test(asked) && !/\.[a-z0-9]+$/.test(asked)
    return isPage ? serveStatic({ root: folder, path: 'index.html' })(context, next) : next()
  })
}
