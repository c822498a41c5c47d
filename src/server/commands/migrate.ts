import { migrate } from '../database/migrate.ts'
import { readConfiguration } from './configuration.ts'
import { say, stop } from './console.ts'
import { openStore } from './open-store.ts'

const configuration = readConfiguration(process.env)
if (!configuration.ok) stop(configuration.error)
const opened = await openStore(configuration.value)
if (!opened.ok) stop(opened.error)
const { applied } = await migrate(opened.value, Date.now())
await opened.value.close()
say(`The database is at migration ${applied}.`)
