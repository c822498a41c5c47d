import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { except } from 'hono/combine'
import { HTTPException } from 'hono/http-exception'
import { largestExport } from '#protocol/export-file.ts'
import type { Installation } from './installation.ts'
import { addAppFiles } from './routes/app-files.ts'
import { addDemonstrationRoutes } from './routes/demonstration.ts'
import { addDeviceRoutes } from './routes/devices.ts'
import { addKnowledgeRoutes } from './routes/knowledge.ts'
import { addManageRoutes } from './routes/manage.ts'
import { addOperatorRoutes, type Operator } from './routes/operator.ts'
import { addPublicRoutes } from './routes/public.ts'

export type AppOptions = {
  /** The built app; none in tests of the server alone. */
  readonly appFolder?: string
  /** Proves an operator's command; without one, those routes do not exist. */
  readonly operator?: Operator | undefined
  readonly onError: (error: unknown) => void
}

/** Four times the largest push: more is no message of ours. */
const largestBody = 1024 * 1024

/** The server as a value: tests call it without a port. */
export function createApp(installation: Installation, { appFolder, operator, onError }: AppOptions): Hono {
  const app = new Hono()
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse()
    onError(error)
    return context.json({ error: 'ours' }, 500)
  })
  app.use('/api/*', except('/api/exports', bodyLimit({ maxSize: largestBody })))
  app.use('/api/exports', bodyLimit({ maxSize: largestExport }))
  addPublicRoutes(app, installation)
  addDeviceRoutes(app, installation)
  addKnowledgeRoutes(app, installation)
  addManageRoutes(app, installation)
  addDemonstrationRoutes(app, installation)
  if (operator !== undefined) addOperatorRoutes(app, installation, operator)
  if (appFolder !== undefined) addAppFiles(app, appFolder)
  return app
}
