import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { HOUR } from '#domain/instant.ts'
import { issueLink } from '#server/access/enrolment-codes.ts'
import { createApp } from '#server/app.ts'
import { listen } from '#server/commands/serve.ts'
import type { Database } from '#server/database/database.ts'
import { migrate } from '#server/database/migrate.ts'
import { openPglite } from '#server/database/pglite.ts'
import { openPostgres } from '#server/database/postgres.ts'
import { enrolVirtualDevice, type VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { findProgramme } from '#server/directory/programmes.ts'
import type { Installation } from '#server/installation.ts'
import { isLocked } from '#server/publishing/epoch.ts'
import { publish } from '#server/publishing/publish.ts'
import { venueAccount } from '#server/settlement/venue-account.ts'
import { valueOf } from '#tests/support/builders.ts'
import { runCommand } from '#tests/support/run-command.ts'
import { programmeNumber, scanOf, startTestServer } from '#tests/support/server.ts'
import { freePort } from '#tests/support/server-process.ts'
import { createTestDatabaseUrl } from '#tests/support/store.ts'

const folder = mkdtempSync(join(tmpdir(), 'carnet-lost-'))
const backups = join(folder, 'backups')
const isEmbedded = process.env.CARNET_TEST_STORE !== 'postgres'
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const said = { age: 'not-said', situations: ['not-said'], language: 'not-said' } as const
const token = 'f'.repeat(64)

/** An empty store, and the environment that names it to a command. */
async function emptyStore(name: string): Promise<Readonly<Record<string, string>>> {
  return isEmbedded
    ? { CARNET_DATA: join(folder, name), PORT: String(await freePort()) }
    : { DATABASE_URL: await createTestDatabaseUrl() }
}

async function open(environment: Readonly<Record<string, string>>): Promise<Database> {
  const { CARNET_DATA = '', DATABASE_URL = '' } = environment
  return valueOf(isEmbedded ? await openPglite(CARNET_DATA) : await openPostgres(DATABASE_URL))
}

async function succeed(command: string, environment: Readonly<Record<string, string>>, words: string[]) {
  const ran = await runCommand(command, environment, words)
  expect(ran.lines.join('\n')).toMatch(/Backed up|Restored/)
  expect(ran.code).toBe(0)
}

test('[T25] enrol, act, back up, act, lose the database, restore: the devices bring everything back, once, and the money is the same', async () => {
  const first = await emptyStore('first')
  const database = await open(first)
  await migrate(database, 0)
  const server = await startTestServer(database)
  let app = createApp(server.installation, { onError: raise })
  const world = {
    ask: async (path: string, init?: RequestInit) => app.request(path, init),
    now: server.now,
    random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  }
  const enrol = async (structure: string) => {
    const wanted = { programme: programmeNumber, structure, role: 'desk' } as const
    const { link } = await issueLink(server.installation, wanted, 'shown')
    const device = await enrolVirtualDevice(world, link, structure)
    await device.pull()
    return device
  }
  const devices = [await enrol('desk'), await enrol('venue'), await enrol('other')] as const
  const [desk, venue, other] = devices
  const handOver = (pass: number) => {
    desk.handOver(server.codeOf(1, pass), scanOf(server.codeOf(1, pass)), said)
  }
  const take = (device: VirtualDevice, pass: number) => {
    server.pass(HOUR / 10)
    device.redeem(server.codeOf(1, pass), 'first-steps', scanOf(server.codeOf(1, pass)))
  }
  handOver(0)
  take(venue, 0)
  await exchange(devices)
  await server.publish()
  await exchange(devices)
  expect(venue.backedUpThrough()).toBe(0)

  const operator = { token, dataFolder: first.CARNET_DATA ?? '' }
  const listening = isEmbedded
    ? await serveOperator(server.installation, operator, Number(first.PORT))
    : undefined
  await succeed('backup.ts', first, ['--to', backups])
  await listening?.close()
  const [file = ''] = readdirSync(backups)
  expect(readdirSync(backups)).toEqual([file])
  await exchange(devices)
  expect(venue.backedUpThrough()).toBe(1)
  expect(other.backedUpThrough()).toBe(0)

  handOver(1)
  take(other, 1)
  await exchange(devices)
  await server.publish()
  await exchange(devices)
  take(venue, 1)
  take(other, 0)
  await exchange(devices)
  take(venue, 2)
  expect(venue.unsent()).toBe(1)
  const before = await owed(database)
  await database.close()

  const second = await emptyStore('second')
  await succeed('restore.ts', second, [join(backups, file)])
  const restored = await open(second)
  const installation = { ...server.installation, database: restored }
  app = createApp(installation, { onError: raise })
  expect(await isLocked(restored)).toBe(true)
  expect(await acts(restored)).toHaveLength(2)
  server.pass(HOUR)
  for (let round = 0; round < 2; round++) {
    for (const device of devices) {
      await device.pull()
      await device.push()
    }
    server.pass(HOUR / 10)
    await publish(installation, programmeNumber)
  }
  const ids = devices.flatMap((device) => device.acts.map(({ id }) => id)).sort()
  expect(await acts(restored)).toEqual(ids)
  expect(await restored.query('SELECT reason FROM held_entries')).toEqual([])
  // The act that was never sent waits for its handover; everything else is owed as it was.
  expect(await owed(restored)).toEqual({ ...before, venue: { ...before.venue, waitingUnits: 1 } })
  await restored.close()
}, 480_000)

function raise(error: unknown): never {
  throw error
}

async function exchange(devices: readonly VirtualDevice[]): Promise<void> {
  for (const device of devices) {
    await device.push()
    await device.pull()
  }
}

/** The running server of an embedded store, asked by the command through its port. */
async function serveOperator(
  installation: Installation,
  operator: { readonly token: string; readonly dataFolder: string },
  port: number,
) {
  writeFileSync(join(operator.dataFolder, 'operator-token'), operator.token)
  return valueOf(await listen(createApp(installation, { operator, onError: raise }), port))
}

async function acts(database: Database): Promise<readonly string[]> {
  const rows = await database.query<{ entry: string }>('SELECT entry FROM entries')
  return rows.map(({ entry }) => entry).sort()
}

async function owed(database: Database) {
  const programme = await findProgramme(database, programmeNumber)
  if (!programme) throw new Error('no programme')
  const account = async (venue: string) => {
    const { payableCents, waitingUnits } = await venueAccount(database, programme, venue)
    return { payableCents, waitingUnits }
  }
  return { venue: await account('venue'), other: await account('other') }
}
