import { fileURLToPath } from 'node:url'
import { operatorToken } from '../access/operator-token.ts'
import { createApp } from '../app.ts'
import type { Installation } from '../installation.ts'
import { startPublisher } from '../publishing/publisher.ts'
import type { Configuration } from './configuration.ts'
import { logError, say, stop } from './console.ts'
import { listen } from './serve.ts'

export const appFolder = fileURLToPath(new URL('../../../dist', import.meta.url))

/** Serves the app and its interface until SIGINT or SIGTERM, then closes what it opened. */
export async function runServer(
  installation: Installation,
  { port, dataFolder, databaseUrl }: Configuration,
): Promise<void> {
  const operator = databaseUrl === undefined ? { token: operatorToken(dataFolder), dataFolder } : undefined
  const app = createApp(installation, { appFolder, operator, onError: logError })
  const listening = await listen(app, port)
  if (!listening.ok) {
    await installation.database.close()
    return stop(listening.error)
  }
  const publisher = startPublisher(installation, logError)
  let closing = false
  const close = async () => {
    if (closing) return
    closing = true
    await listening.value.close()
    await publisher.stop()
    await installation.database.close()
    process.exit(0)
  }
  process.on('SIGINT', () => void close())
  process.on('SIGTERM', () => void close())
  const { durability } = await installation.database.status()
  say(`Carnet is served at ${installation.address} (${durability}).`)
}
