import * as v from 'valibot'
import { managerLink } from '../access/manager-link.ts'
import { operatorToken } from '../access/operator-token.ts'
import { listProgrammes } from '../directory/programmes.ts'
import { randomBytes } from '../installation.ts'
import { readConfiguration, type Configuration } from './configuration.ts'
import { say, stop } from './console.ts'
import { openStore } from './open-store.ts'

const configuration = readConfiguration(process.env)
if (!configuration.ok) stop(configuration.error)
const links = (await askRunningServer(configuration.value)) ?? (await openAndMake(configuration.value))
for (const { programme, link } of links)
  say(`Manager of ${programme}, one browser, within seven days: ${link}`)

type Links = readonly { readonly programme: string; readonly link: string }[]

/** Undefined when no server of this data folder answers on this port. */
async function askRunningServer({
  port,
  dataFolder,
  databaseUrl,
}: Configuration): Promise<Links | undefined> {
  if (databaseUrl !== undefined) return undefined
  try {
    const response = await fetch(`http://localhost:${port}/api/operator/manager-links`, {
      method: 'POST',
      headers: { Authorization: `Operator ${operatorToken(dataFolder)}` },
    })
    const links = v.safeParse(
      v.array(v.object({ programme: v.string(), link: v.string() })),
      await response.json(),
    )
    return links.success ? links.output : undefined
  } catch {
    return undefined
  }
}

async function openAndMake(chosen: Configuration): Promise<Links> {
  const opened = await openStore(chosen)
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
