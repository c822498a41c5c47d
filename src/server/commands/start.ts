import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createApp } from '../app.ts'
import { managerLink } from '../access/manager-link.ts'
import type { Database } from '../database/database.ts'
import { migrate } from '../database/migrate.ts'
import { createDemonstration } from '../demonstration/create-demonstration.ts'
import { loadProgramme } from '../directory/load-programme.ts'
import { parseProgrammeFile, type ProgrammeFile } from '../directory/programme-file.ts'
import { listProgrammes } from '../directory/programmes.ts'
import { randomBytes, type Installation } from '../installation.ts'
import { createInstallation, readInstallation } from '../publishing/epoch.ts'
import { publish } from '../publishing/publish.ts'
import { buildApp } from './build-app.ts'
import { readConfiguration } from './configuration.ts'
import { logError, say, stop } from './console.ts'
import { openStore } from './open-store.ts'
import { runServer } from './run-server.ts'
import { portIsFree } from './serve.ts'

// The newcomer's command: builds what changed, prepares the store, and begins a demonstration or a programme.
const { values } = parseArgs({ options: { programme: { type: 'string' } } })
const configuration = readConfiguration(process.env)
if (!configuration.ok) stop(configuration.error)
const { port, address, publishEvery } = configuration.value
const file = values.programme === undefined ? undefined : readProgrammeFile(values.programme)

const free = await portIsFree(port)
if (!free.ok) stop(free.error)
const opened = await openStore(configuration.value)
if (!opened.ok) stop(opened.error)
const database = opened.value
const { applied } = await migrate(database, Date.now())
const { kind } = await database.status()
say(`Store: ${kind}, migration ${applied}.`)
say((await buildApp()) ? 'The app is built.' : 'The app is up to date.')

const installation: Installation = { database, address, now: Date.now, publishEvery, random: randomBytes }
if (file) await startProgramme(installation, file)
else await startDemonstration(installation)
await runServer(installation, configuration.value)

function readProgrammeFile(path: string): ProgrammeFile {
  let text
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return stop(
      `The programme file ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    )
  }
  const parsed = parseProgrammeFile(text)
  if (parsed.ok) return parsed.value
  const faults = parsed.error.map(({ place, reason }) => `  ${place}: ${reason}`).join('\n')
  return stop(
    `The programme file ${path} has ${parsed.error.length === 1 ? 'a fault' : `${parsed.error.length} faults`}:\n${faults}`,
  )
}

async function startProgramme(installation: Installation, wanted: ProgrammeFile): Promise<void> {
  await createInstallation(installation, false)
  if ((await readInstallation(installation)).demonstration) {
    await stopClosing(
      installation.database,
      'This data holds a demonstration: choose another folder with CARNET_DATA.',
    )
  }
  const { name, number } = wanted.programme
  if (!(await loadProgramme(installation, wanted))) {
    say(`Programme ${number} ${name} is loaded already: its manager changes it from now on.`)
    return
  }
  await publish(installation, number)
  say(`Programme ${number} ${name} is loaded.`)
  say(`Manager, one browser, within seven days: ${await managerLink(installation, wanted.programme)}`)
}

async function startDemonstration(installation: Installation): Promise<void> {
  await createInstallation(installation, true)
  const [programme] = await listProgrammes(installation.database)
  if (programme) {
    say(`Programme ${programme.number} ${programme.name} is loaded.`)
    return
  }
  say('First start: the Grand Paris demonstration and thirty days of invented life are being prepared.')
  await createDemonstration(installation, routesOf, (step) => {
    if (step.type === 'loaded') say('20,000 passes are ordered and funded, 17,500 of them delivered.')
    else if (step.day % 10 === 0) say(`Day ${step.day} of ${step.of} is lived.`)
  })
  for (const created of await listProgrammes(installation.database)) {
    say(`Manager, one browser, within seven days: ${await managerLink(installation, created)}`)
  }
}

function routesOf(past: Installation) {
  const app = createApp(past, { onError: logError })
  return async (path: string, init?: RequestInit) => app.request(path, init)
}

async function stopClosing(database: Database, sentence: string): Promise<never> {
  await database.close()
  return stop(sentence)
}
