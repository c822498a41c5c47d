import { valueOf } from '#tests/support/builders.ts'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { MINUTE } from '#domain/instant.ts'
import { openStore } from '#client/store/database.ts'
import { enrolDevice } from '#client/sync/enrol-device.ts'
import type { World } from '#client/sync/world.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { issueLink } from '#server/access/enrolment-codes.ts'
import { createApp } from '#server/app.ts'
import type { Database } from '#server/database/database.ts'
import { migrate } from '#server/database/migrate.ts'
import { openMemory } from '#server/database/pglite.ts'
import { seededRandom } from '#server/demonstration/seeded-random.ts'
import { loadProgramme } from '#server/directory/load-programme.ts'
import { findBatch } from '#server/directory/programmes.ts'
import type { Installation } from '#server/installation.ts'
import { signCodes, type SignedCode } from '#server/passes/sign-codes.ts'
import { createInstallation } from '#server/publishing/epoch.ts'
import { publish } from '#server/publishing/publish.ts'
import { quickClone } from '#tests/support/quick-clone.ts'
import { morning } from '#tests/support/server.ts'
import { takeBackup, type Backup } from './backup.ts'
import { exampleProgramme, passesPerBatch, programme } from './example-programme.ts'
import { numberKeyOfNextYear } from './moves/key-rotation.ts'
import { copyStorage, type StorageCopy } from './tablet.ts'

/** How every run begins, made once in a process: keys, codes and enrolments are the slow part of it. */
export type Template = {
  readonly database: Database
  readonly backup: Backup
  readonly start: number
  readonly codes: readonly SignedCode[]
  readonly tablets: readonly TabletTemplate[]
}

export type TabletTemplate = {
  readonly name: string
  readonly structure: string
  readonly tabs: number
  readonly device: Uuid
  readonly storage: StorageCopy
}

export const address = 'http://carnet.test'

const places = [
  { name: 'desk', structure: 'desk', tabs: 1 },
  { name: 'venue-a', structure: 'venue', tabs: 1 },
  { name: 'venue-b', structure: 'venue', tabs: 1 },
  { name: 'other', structure: 'other', tabs: 2 },
] as const

let made: Promise<Template> | undefined

export function templateOfThisProcess(): Promise<Template> {
  made ??= makeTemplate()
  return made
}

async function makeTemplate(): Promise<Template> {
  // Every storage of this process copies each value that comes and goes.
  globalThis.structuredClone = quickClone
  // Dexie and its storage make some seventy errors in a run that nobody sees, each with a trace of a hundred lines.
  Error.stackTraceLimit = 10
  // Tabs of one process hear of one another without it, and no other process listens.
  BroadcastChannel.prototype.postMessage = () => {}
  const database = await openMemory()
  await migrate(database, 0)
  let now = morning
  const { bytes } = seededRandom(1)
  const installation: Installation = {
    database,
    address,
    now: () => now,
    publishEvery: MINUTE,
    random: bytes,
  }
  await createInstallation(installation, false)
  const codes: SignedCode[] = []
  const sign = async (number: number) => {
    const batch = await findBatch(database, programme, number)
    if (!batch) throw new Error(`no batch ${number}`)
    codes.push(
      ...valueOf(await signCodes(installation, programme, batch, { from: 0, to: passesPerBatch - 1 })),
    )
  }
  const file = exampleProgramme()
  await loadProgramme(installation, file, sign)
  for (const { number, opened } of file.batches) if (!opened) await sign(number)
  await publish(installation, programme)
  now += MINUTE
  const tablets: TabletTemplate[] = []
  for (const place of places) tablets.push(await enrolTemplate(installation, place))
  await numberKeyOfNextYear(installation)
  now += MINUTE
  return { database, backup: await takeBackup(database), start: now, codes, tablets }
}

async function enrolTemplate(
  installation: Installation,
  { name, structure, tabs }: (typeof places)[number],
): Promise<TabletTemplate> {
  const app = createApp(installation, {
    onError: (error) => {
      throw error
    },
  })
  const wanted = { programme, structure, role: 'desk' } as const
  const { link } = await issueLink(installation, wanted, 'shown')
  const store = await openStore({ indexedDB: new IDBFactory(), IDBKeyRange })
  const world = straightWorld(installation.now, async (input, init) =>
    app.request(new URL(input instanceof Request ? input.url : input).pathname, init),
  )
  const { enrolment } = valueOf(await enrolDevice(store, link, name, world))
  const storage = await copyStorage(store)
  store.close()
  return { name, structure, tabs, device: enrolment.device, storage }
}

/** A world without faults in which nothing waits. */
export function straightWorld(now: () => number, fetchOf: typeof fetch): World {
  return {
    fetch: fetchOf,
    now,
    random: () => 0.5,
    later: () => () => {},
    signalAfter: () => new AbortController().signal,
    alone: async (_name, run) => run(),
    onOnline: () => () => {},
    onVisibility: () => () => {},
    isHidden: () => false,
    askToPersist: async () => true,
    address,
    app: 'simulated',
  }
}
