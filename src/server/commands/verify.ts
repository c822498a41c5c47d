import * as v from 'valibot'
import { randomBytes } from '../installation.ts'
import { verifyProgrammes } from '../ledger/verify-programmes.ts'
import { askRunningServer } from './ask-running-server.ts'
import { readConfiguration, type Configuration } from './configuration.ts'
import { say, stop } from './console.ts'
import { openMigrated } from './open-store.ts'

const finding = v.object({ type: v.string(), where: v.string(), expected: v.string(), found: v.string() })
const answer = v.array(v.object({ programme: v.string(), findings: v.array(finding) }))

const configuration = readConfiguration(process.env)
if (!configuration.ok) stop(configuration.error)
const verified =
  (await askRunningServer(configuration.value, '/api/operator/verify', answer)) ??
  (await openAndVerify(configuration.value))
for (const { programme, findings } of verified) {
  for (const { type, where, expected, found } of findings) {
    say(`${type} ${where}: expected ${expected}, found ${found}`)
  }
  const { length } = findings
  if (length === 0) say(`${programme}: everything follows from the journal.`)
  else
    say(`${programme}: ${length} ${length === 1 ? 'thing does' : 'things do'} not follow from the journal.`)
}
if (verified.some(({ findings }) => findings.length > 0)) process.exitCode = 1

async function openAndVerify(chosen: Configuration): Promise<v.InferOutput<typeof answer>> {
  const opened = await openMigrated(chosen)
  if (!opened.ok) return stop(opened.error)
  const { address, publishEvery } = chosen
  const installation = { database: opened.value, address, now: Date.now, publishEvery, random: randomBytes }
  const found = await verifyProgrammes(installation)
  await opened.value.close()
  return found.map(({ programme, findings }) => ({ programme, findings: [...findings] }))
}
