import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { enrolVirtualDevice, type VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { listenAnywhere } from './listen.ts'
import { createTestDatabaseUrl } from './store.ts'

export type ServerOptions = {
  /** A programme as an operator writes it (docs/programme-file.md); without one, the demonstration begins. */
  readonly programme?: object
  readonly store?: 'pglite' | 'postgres'
  /** The public address, when something stands between the browser and the server. */
  readonly address?: (port: number) => string
}

/** A server as an operator runs it: a process, a port, a folder of its own. */
export type ServerProcess = {
  readonly port: number
  /** Written in every code and link. */
  readonly address: string
  /** Of the embedded store; nothing in it moves while the server is killed. */
  readonly dataFolder: string
  /** Printed at the first start; good for one browser. */
  readonly managerLink: string
  /** Everything that it printed so far. */
  readonly output: () => string
  /** As a power cut does it: no goodbye to anybody. */
  readonly kill: () => Promise<void>
  /** The production command on the same port and data, with a clock that is so many milliseconds ahead of ours. */
  readonly restart: (options?: { readonly ahead?: number }) => Promise<void>
  /** Ends it and throws its folder away. */
  readonly stop: () => Promise<void>
  /** A device in memory, through the real port. */
  readonly enrol: (link: string, name: string) => Promise<VirtualDevice>
}

/** Begins an installation with the newcomer's command and waits until it is served. */
export async function startServer(options: ServerOptions = {}): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-server-'))
  const port = await freePort()
  const address = options.address?.(port) ?? `http://localhost:${port}`
  const env = {
    ...withoutTestRunner(process.env),
    PORT: String(port),
    CARNET_URL: address,
    CARNET_DATA: join(folder, 'data'),
    CARNET_PUBLISH_SECONDS: '0.2',
    DATABASE_URL: options.store === 'postgres' ? await createTestDatabaseUrl() : '',
  }
  let printed = ''
  let running = await run('src/server/commands/start.ts', programmeArguments(folder, options.programme))

  async function run(
    command: string,
    commandArguments: readonly string[] = [],
    ahead = 0,
  ): Promise<ChildProcess> {
    const clock = ahead === 0 ? [] : ['--import', `data:text/javascript,${setAhead(ahead)}`]
    const child = spawn(process.execPath, [...clock, command, ...commandArguments], { cwd: root, env })
    const served = new Promise<void>((resolve, reject) => {
      function keep(chunk: Buffer): void {
        printed += chunk.toString()
        if (chunk.includes('Carnet is served at')) resolve()
      }
      child.stdout.on('data', keep)
      child.stderr.on('data', keep)
      child.once('exit', (code) => reject(new Error(`${command} ended with ${code}:\n${printed}`)))
    })
    await served
    return child
  }

  async function kill(): Promise<void> {
    if (running.exitCode !== null || running.signalCode !== null) return
    const ended = once(running, 'exit')
    running.kill('SIGKILL')
    await ended
  }

  return {
    port,
    address,
    dataFolder: env.CARNET_DATA,
    managerLink: /\S+\/enrol#\S+/.exec(printed)?.[0] ?? '',
    output: () => printed,
    kill,
    async restart({ ahead = 0 } = {}) {
      running = await run('src/server/main.ts', [], ahead)
    },
    async stop() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
    enrol: (link, name) => enrolVirtualDevice(worldOf(`http://localhost:${port}`), link, name),
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs before the command, which asks `Date.now` alone. */
function setAhead(milliseconds: number): string {
  return encodeURIComponent(`const clock = Date.now; Date.now = () => clock() + ${milliseconds}`)
}

function programmeArguments(folder: string, programme: object | undefined): readonly string[] {
  if (!programme) return []
  const file = join(folder, 'programme.json')
  writeFileSync(file, JSON.stringify(programme))
  return ['--programme', file]
}

/** What Vitest says of itself would make the app's build a build for tests. */
function withoutTestRunner(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = ['NODE_ENV', 'MODE', 'DEV', 'PROD', 'SSR', 'BASE_URL', 'TEST']
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !ours.includes(name) && !name.startsWith('VITEST')),
  )
}

function worldOf(address: string) {
  return {
    ask: (path: string, init?: RequestInit) => fetch(`${address}${path}`, init),
    now: Date.now,
    random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  const port = await listenAnywhere(probe)
  probe.close()
  await once(probe, 'close')
  return port
}
