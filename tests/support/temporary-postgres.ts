import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync } from 'node:fs'
import { appendFile, chown, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A PostgreSQL of its own in a temporary folder, on a Unix socket that only this user reaches; `stop` deletes it. */
export async function startTemporaryPostgres(settings: Settings = {}): Promise<TemporaryPostgres> {
  return startCluster({ ...forgetful, ...settings }, (...place) => initialise(...place, ['--no-sync']))
}

/** A folder whose contents have to outlive the machine: nothing is switched off. `recover`: a cluster is there. */
export type DurablePlace = { readonly folder: string; readonly recover: boolean }

export async function startDurablePostgres({ folder, recover }: DurablePlace): Promise<TemporaryPostgres> {
  const make = recover
    ? (_programs: string, data: string) => rm(join(data, 'postmaster.pid'), { force: true })
    : initialise
  return startCluster({}, make, folder)
}

async function initialise(
  programs: string,
  data: string,
  owner: Owner | undefined,
  options: readonly string[] = [],
): Promise<void> {
  await run(join(programs, 'initdb'), ['-D', data, ...clusterOptions, ...options], {
    cwd: tmpdir(),
    ...owner,
  })
}

/** One that begins as a copy of another and follows it. */
export async function startStandbyOf(primary: TemporaryPostgres): Promise<TemporaryPostgres> {
  return startCluster(forgetful, async (programs, data, owner) =>
    copyBase(programs, primary, data, owner, ['-R']),
  )
}

/** A base copy of a running one, as an operator takes it; `remove` deletes it. */
export async function takeBaseCopy(primary: TemporaryPostgres): Promise<BaseCopy> {
  const programs = await postgresPrograms()
  if (!programs) throw new Error(noPrograms)
  const owner = await ordinaryUser()
  const folder = await mkdtemp(join(tmpdir(), 'carnet-base-'))
  if (owner) await chown(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  await copyBase(programs, primary, data, owner)
  return { data, remove: async () => rm(folder, { recursive: true, force: true }) }
}

/** One that recovers from a base copy, by these lines at the end of its `postgresql.conf`; the copy stays as it is. */
export async function startRecoveryOf(
  { data: base }: BaseCopy,
  lines: readonly string[],
): Promise<TemporaryPostgres> {
  return startCluster(forgetful, async (_programs, data) => {
    await run('cp', ['-a', base, data])
    await appendFile(join(data, 'postgresql.conf'), `${lines.join('\n')}\n`)
    await writeFile(join(data, 'recovery.signal'), '')
  })
}

export type BaseCopy = { readonly data: string; readonly remove: () => Promise<void> }

async function copyBase(
  programs: string,
  { folder }: TemporaryPostgres,
  data: string,
  owner: Owner | undefined,
  options: readonly string[] = [],
): Promise<void> {
  const copy = ['-h', folder, '-U', 'carnet', '-D', data, '-X', 'stream', '--checkpoint=fast', ...options]
  await run(join(programs, 'pg_basebackup'), copy, { cwd: tmpdir(), ...owner })
}

type Settings = Readonly<Record<string, string>>

export type TemporaryPostgres = {
  readonly url: string
  /** Of its socket; its data are below. */
  readonly folder: string
  readonly stop: () => Promise<void>
}

async function startCluster(
  settings: Settings,
  make: (programs: string, data: string, owner: Owner | undefined) => Promise<unknown>,
  place?: string,
): Promise<TemporaryPostgres> {
  const programs = await postgresPrograms()
  if (!programs) throw new Error(noPrograms)
  const owner = await ordinaryUser()
  const folder = place ?? (await mkdtemp(join(tmpdir(), 'carnet-postgres-')))
  const server = createServer(programs, folder, owner, settings)

  async function stop() {
    await server.stop()
    if (place === undefined) await rm(folder, { recursive: true, force: true })
  }

  try {
    if (owner) await chown(folder, owner.uid, owner.gid)
    await make(programs, join(folder, 'data'), owner)
    await server.start()
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `postgresql://carnet@localhost/postgres?host=${encodeURIComponent(folder)}`, folder, stop }
}

/** The folder of PostgreSQL's programs, the newest first; Debian keeps them off the PATH. */
export async function postgresPrograms(): Promise<string | undefined> {
  const debian = '/usr/lib/postgresql'
  const versions = await readdir(debian).catch(() => [])
  const folders = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(debian, version, 'bin'))
  const configured = await run('pg_config', ['--bindir']).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  )
  for (const folder of configured ? [...folders, configured] : folders) {
    if (existsSync(join(folder, 'initdb'))) return folder
  }
  return undefined
}

function createServer(programs: string, folder: string, owner: Owner | undefined, settings: Settings) {
  const data = join(folder, 'data')
  const log = join(folder, 'log')
  let end: (() => Promise<void>) | undefined

  async function start() {
    const output = openSync(log, 'a')
    const server = spawn(join(programs, 'postgres'), ['-D', data, ...serverOptions(folder, settings)], {
      cwd: folder,
      stdio: ['ignore', output, output],
      ...owner,
    })
    closeSync(output)
    const ended = once(server, 'close')
    end = async () => {
      // SIGINT is PostgreSQL's fast shutdown: it ends the sessions that a test forgot.
      server.kill('SIGINT')
      await ended
    }
    for (let tries = 0; tries < 200 && server.exitCode === null; tries += 1) {
      if (await succeeds(join(programs, 'pg_isready'), ['-h', folder, '-d', 'postgres'])) return
      await wait(50)
    }
    throw new Error(`PostgreSQL did not start:\n${await readFile(log, 'utf8')}`)
  }

  return { start, stop: async () => end?.() }
}

// A French order of words by default: a column that needs the order of bytes has to say COLLATE "C".
const clusterOptions = [
  '--username=carnet',
  '--auth=trust',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=icu',
  '--icu-locale=fr-FR',
]

const noPrograms = 'No initdb on this machine: install PostgreSQL 15 or later'

/** What a test writes need not outlive the machine. */
const forgetful: Settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

function serverOptions(folder: string, settings: Settings): readonly string[] {
  // No rule may lean on the server's zone.
  const all = {
    listen_addresses: '',
    unix_socket_directories: folder,
    max_connections: '200',
    timezone: 'America/St_Johns',
    ...settings,
  }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

type Owner = { readonly uid: number; readonly gid: number }

/** PostgreSQL refuses to run as root; who is not root runs it as themselves. */
async function ordinaryUser(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    if (!(await succeeds('id', [name]))) continue
    const [uid, gid] = await Promise.all(['-u', '-g'].map((option) => run('id', [option, name])))
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) }
  }
  throw new Error('PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody')
}

function succeeds(program: string, args: readonly string[]): Promise<boolean> {
  return run(program, args).then(
    () => true,
    () => false,
  )
}
