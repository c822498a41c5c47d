import { spawn } from 'node:child_process'
import { createVitest, parseCLI } from 'vitest/node'
import { prepareMachine } from './support/machine.ts'
import { startTemporaryPostgres, type TemporaryPostgres } from './support/temporary-postgres.ts'

/**
 * `npm test`, or a part of it: `npm test -- tests/domain`, `npm test -- --project 'browser*'`. Starts what the selected
 * tests need, and only that; every argument goes to Vitest.
 */
const args = process.argv.slice(2)
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort())

const projects = await selectedProjects()
await prepareMachine(projects)

const needsPostgres = projects.has('server-postgres') || projects.has('browser')
const postgres = needsPostgres ? await postgresForTests() : undefined
try {
  const env = postgres ? { ...process.env, CARNET_TEST_DATABASE_URL: postgres.url } : process.env
  const built = projects.has('browser') ? await buildApp() : 0
  process.exitCode = built === 0 ? await run('vitest', ['run', ...args], env) : built
} finally {
  await postgres?.stop()
}

async function selectedProjects(): Promise<ReadonlySet<string>> {
  const { filter, options } = parseCLI(['vitest', 'run', ...args])
  const vitest = await createVitest({ ...options, watch: false, reporters: [] })
  const files = await vitest.globTestSpecifications(filter)
  await vitest.close()
  // Who runs alone needs what its like need.
  return new Set(files.map(({ project }) => project.name.replace(/-alone$/, '')))
}

/** The one that the environment names, or a temporary one. */
async function postgresForTests(): Promise<Pick<TemporaryPostgres, 'url' | 'stop'>> {
  const url = process.env['CARNET_TEST_DATABASE_URL']
  return url ? { url, stop: async () => {} } : startTemporaryPostgres()
}

/** As people get it: Vitest has already named this environment a test, which would build another app. */
function buildApp(): Promise<number> {
  return run('node', ['src/server/commands/build-app.ts'], { ...process.env, NODE_ENV: 'production' })
}

function run(program: string, programArgs: readonly string[], env = process.env): Promise<number> {
  if (stopping.signal.aborted) return Promise.resolve(1)
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArgs, { stdio: 'inherit', env })
    // A terminal sends Ctrl-C to all of us; a signal to this process alone is passed on.
    stopping.signal.addEventListener('abort', () => child.kill('SIGTERM'))
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}
