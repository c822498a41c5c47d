import { existsSync } from 'node:fs'
import { readConfiguration } from './commands/configuration.ts'
import { say, stop } from './commands/console.ts'
import { openMigrated } from './commands/open-store.ts'
import { appFolder, runServer } from './commands/run-server.ts'
import { listProgrammes } from './directory/programmes.ts'
import { randomBytes } from './installation.ts'

// The production command: it never builds, never migrates and never simulates.
const configuration = readConfiguration(process.env)
if (!configuration.ok) stop(configuration.error)
const { address, publishEvery } = configuration.value
const opened = await openMigrated(configuration.value)
if (!opened.ok) stop(opened.error)
const database = opened.value
if (!existsSync(appFolder)) {
  await database.close()
  stop('The app is not built: run `npm run build` first.')
}
const programmes = await listProgrammes(database)
if (programmes.length === 0) {
  await database.close()
  stop('No programme is loaded: run `npm start -- --programme FILE` once.')
}
say(`Programmes: ${programmes.map(({ number, name }) => `${number} ${name}`).join(', ')}.`)
await runServer({ database, address, now: Date.now, publishEvery, random: randomBytes }, configuration.value)
