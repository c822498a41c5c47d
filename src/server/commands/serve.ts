import { createServer } from 'node:net'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { fail, ok, type Result } from '#domain/result.ts'

/** Listens until it is closed; requests under way are answered first. The error is one sentence for the operator. */
export async function listen(app: Hono, port: number): Promise<Result<{ close(): Promise<void> }, string>> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port })
    server.once('listening', () => resolve(ok({ close: () => closeServer(server) })))
    server.once('error', (error: NodeJS.ErrnoException) => resolve(fail(sentenceOf(error, port))))
  })
}

async function closeServer(server: ReturnType<typeof serve>): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  })
}

/** Known before the first start's long work begins. */
export async function portIsFree(port: number): Promise<Result<true, string>> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(fail(sentenceOf(error, port))))
    probe.listen(port, () => probe.close(() => resolve(ok(true))))
  })
}

function sentenceOf(error: NodeJS.ErrnoException, port: number): string {
  return error.code === 'EADDRINUSE'
    ? `Port ${port} is taken by another program: stop it, or choose another with PORT.`
    : `Port ${port} cannot be opened (${error.code}): choose another with PORT.`
}
