import * as v from 'valibot'
import { managerLink } from '../access/manager-link.ts'
import { listProgrammes } from '../directory/programmes.ts'
import { randomBytes } from '../installation.ts'
import { askRunningServer } from './ask-running-server.ts'
import { readConfiguration, type Configuration } from './configuration.ts'
import { say, stop } from './console.ts'
import { openMigrated } from './open-store.ts'

const answer = v.array(v.object({ programme: v.string(), link: v.string() }))

const configuration = readConfiguration(process.env)
if (!configuration.ok) stop(configuration.error)
const links =
  (await askRunningServer(configuration.value, '/api/operator/manager-links', answer)) ??
  (await openAndMake(configuration.value))
for (const { programme, link } of links)
  say(`Manager of ${programme}, one browser, within seven days: ${link}`)

async function openAndMake(chosen: Configuration): Promise<v.InferOutput<typeof answer>> {
  const opened = await openMigrated(chosen)
  if (!opened.ok) return stop(opened.error)
  const { address, publishEvery } = chosen
  const installation = { database: opened.value, address, now: Date.now, publishEvery, random: randomBytes }
  const links: { programme: string; link: string }[] = []
  for (const programme of await listProgrammes(opened.value)) {
    links.push({ programme: programme.name, link: await managerLink(installation, programme) })
  }
  await opened.value.close()
  return links
}
