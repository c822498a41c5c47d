import { Hono } from 'hono'
import type { Installation } from './installation.ts'
import { addAppFiles } from './routes/app-files.ts'
import { addDemonstrationRoutes } from './routes/demonstration.ts'
import { addDeviceRoutes } from './routes/devices.ts'
import { addKnowledgeRoutes } from './routes/knowledge.ts'
import { addPublicRoutes } from './routes/public.ts'

export type AppOptions = {
  /** The built app; none in tests of the server alone. */
  readonly appFolder?: string
  readonly onError: (error: unknown) => void
}

/** The server as a value: tests call it without a port. */
export function createApp(installation: Installation, { appFolder, onError }: AppOptions): Hono {
  const app = new Hono()
  app.onError((error, context) => {
    onError(error)
    return context.json({ error: 'ours' }, 500)
  })
  addPublicRoutes(app, installation)
  addDeviceRoutes(app, installation)
  addKnowledgeRoutes(app, installation)
  addDemonstrationRoutes(app, installation)
  if (appFolder !== undefined) addAppFiles(app, appFolder)
  return app
}
