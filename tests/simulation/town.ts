import { IDBFactory } from 'fake-indexeddb'
import { MINUTE } from '#domain/instant.ts'
import type { PrintedCode } from '#domain/batch.ts'
import type { VerdictType } from '#domain/verdict.ts'
import { enrolmentOf } from '#client/store/enrolments.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { createLink, type Link } from '#client/sync/link.ts'
import type { World } from '#client/sync/world.ts'
import { equalBytes, type Bytes } from '#protocol/bytes.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { seededRandom, type SeededRandom } from '#server/demonstration/seeded-random.ts'
import type { SignedCode } from '#server/passes/sign-codes.ts'
import type { Statement } from '#server/settlement/state-lines.ts'
import { newestHead } from '#server/publishing/publish.ts'
import { restoreBackup } from './backup.ts'
import { programme } from './example-programme.ts'
import { createLocks } from './locks.ts'
import { createNetwork, type Network } from './network.ts'
import { createOperations, type Operation } from './operations.ts'
import type { Parts } from './parts.ts'
import { startSimulatedServer, type SimulatedServer } from './simulated-server.ts'
import { fillStorage, openTab, type Tab, type Tablet } from './tablet.ts'
import { address, templateOfThisProcess } from './template.ts'
import { createTrace, type Trace } from './trace.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

/** Everything of one run: the real client and the real server, and a world around them that the seed decides. */
export type Town = {
  readonly parts: Parts
  readonly clock: VirtualClock
  readonly random: SeededRandom
  readonly server: SimulatedServer
  readonly network: Network
  readonly operations: ReturnType<typeof createOperations>
  readonly tablets: Tablet[]
  /** What is printed and in people's hands. */
  readonly codes: SignedCode[]
  readonly trace: Trace
  /** What people were told, in the order of their hearing it. */
  readonly told: Told[]
  /** What a run has already seen to be wrong, beside what is checked at its end. */
  readonly wrongs: string[]
  /** Passes that were given together, by gesture. */
  readonly gestures: Gesture[]
  /** What the manager stated, by statement. */
  readonly stated: Map<string, Statement>
  /** Passes that some act of the stock said to be gone, as `batch/pass`: what a tablet was told of it, it may go on saying. */
  readonly gone: Set<string>
  /** Acts of which this run itself destroyed every copy: storage evicted, server restored from before. */
  readonly destroyed: Set<Uuid>
  /** Bytes of acts before they were spoiled in a storage, by the hash that names them. */
  readonly spoiled: Map<string, Bytes>
  /** Acts that the server had and that a restore took from it, back since or not. */
  readonly forgotten: Set<Uuid>
  /** Device ids that two tablets use. */
  readonly doubled: Set<Uuid>
  readonly revoked: Set<Uuid>
  /** Device ids whose storage the engine took back. */
  readonly evicted: Set<Uuid>
  /** What lay in such a storage. */
  readonly evictedEntries: StoredEntry[]
  /** The server was set back to an earlier state. */
  restored: boolean
  /** To one from before its newest backup: what tablets had forgotten on the strength of that is gone. */
  setFarBack: boolean
}

export type Gesture = { readonly tab: Tab; readonly acts: readonly StoredEntry[] }

/** One answer that a person or a venue went away with. */
export type Told = {
  readonly tablet: string
  readonly device: Uuid
  /** Who of those that share the tablet was at work. */
  readonly operator: Uuid | undefined
  /** Undefined when nothing was written, as a refused handover. */
  readonly entry: Uuid | undefined
  readonly code: PrintedCode
  /** Units taken, and units that the service costs. */
  readonly units: number
  readonly asked: number
  readonly verdict: VerdictType | 'given' | 'not-given' | 'undone' | 'written'
  /** `taken`: units left the pass; `not-taken`: the person kept them. */
  readonly word: 'taken' | 'not-taken' | 'given' | 'undone' | 'nothing'
  /** The entry stands in the journal and the person was told no: then it must have its void. */
  readonly withdrawn: boolean
  /** By the tablet's own clock, and the head that it held. */
  readonly at: number
  readonly headIssuedAt: number
}

export async function openTown(seed: number, parts: Parts): Promise<Town> {
  const template = await templateOfThisProcess()
  await restoreBackup(template.database, template.backup)
  const clock = createVirtualClock(template.start)
  const random = seededRandom(seed)
  const about = { address, now: clock.now, publishEvery: MINUTE / 2, random: seededRandom(seed + 1).bytes }
  const server = startSimulatedServer(template.database, about, parts.database)
  server.backups.push(template.backup)
  const operations = createOperations()
  const tablets: Tablet[] = []
  for (const made of template.tablets) {
    const { name, structure, device } = made
    const indexedDB = new IDBFactory()
    const locks = createLocks(operations.noteChange)
    const tablet = aTablet({ name, structure, device, indexedDB, locks })
    for (let i = 0; i < made.tabs; i++) tablet.tabs.push(await openTab(tablet, random.bytes, clock.now))
    if (tablet.tabs[0]) await fillStorage(tablet.tabs[0].store, made.storage)
    tablets.push(tablet)
  }
  const town = {
    ...{ parts, clock, random, server, operations, tablets },
    codes: [...template.codes],
    network: createNetwork(server, operations.noteChange),
    trace: createTrace(),
    ...{
      told: [],
      gestures: [],
      wrongs: [],
      stated: new Map<string, Statement>(),
      destroyed: new Set<Uuid>(),
      gone: new Set<string>(),
      spoiled: new Map<string, Bytes>(),
      forgotten: new Set<Uuid>(),
      doubled: new Set<Uuid>(),
      revoked: new Set<Uuid>(),
      evicted: new Set<Uuid>(),
      evictedEntries: [],
    },
    restored: false,
    setFarBack: false,
  }
  await keepHead(town)
  return town
}

export function aTablet(made: Pick<Tablet, 'name' | 'structure' | 'device' | 'indexedDB' | 'locks'>): Tablet {
  return { ...made, tabs: [], online: true, clockError: 0, doubled: false }
}

export function closeTown({ tablets }: Town): void {
  for (const { tabs } of tablets) for (const { store } of tabs) store.close()
}

/** One for all: to make such an error takes longer than all that it ends. */
const timeIsUp = new DOMException('The time is up.', 'TimeoutError')

/** What the outside is to an operation of a tab. */
export function worldOf(town: Town, tablet: Tablet, operation: Operation): World {
  const { clock, network, parts, random } = town
  return {
    fetch: parts.fetch(network.fetchOf(tablet, operation)),
    now: () => clock.now() + tablet.clockError,
    random: () => random.below(1000) / 1000,
    later: (run, milliseconds) =>
      clock.later(() => {
        operation.woken = true
        run()
      }, milliseconds),
    signalAfter: (milliseconds) => {
      const given = new AbortController()
      clock.later(() => given.abort(timeIsUp), milliseconds)
      return given.signal
    },
    alone: (name, run) => tablet.locks.alone(operation, name, run),
    onOnline: () => () => {},
    onVisibility: () => () => {},
    isHidden: () => false,
    askToPersist: async () => true,
    address,
    app: 'simulated',
  }
}

/** The way to the server of the device that the tab is now. */
export async function linkOf(town: Town, tab: Tab, operation: Operation): Promise<Link> {
  return linkOfDevice(town, tab, operation, tab.tablet.device)
}

/** The same of a device that goes on under another name: what it did is still sent under its own. */
export async function linkOfDevice(town: Town, tab: Tab, operation: Operation, device: Uuid): Promise<Link> {
  const enrolment = await enrolmentOf(tab.store, device)
  if (!enrolment) throw new Error(`${tab.tablet.name} is not enrolled`)
  return createLink(tab.store, enrolment, worldOf(town, tab.tablet, operation))
}

export async function passTime(town: Town, milliseconds: number): Promise<void> {
  await town.clock.pass(milliseconds, () => town.operations.rest())
}

/** A cache may serve each head that was ever published. */
export async function keepHead({ server }: Pick<Town, 'server'>): Promise<void> {
  const head = await newestHead(server.database, programme)
  const kept = server.heads.at(-1)
  if (head && !(kept && equalBytes(kept, head.bytes))) server.heads.push(new Uint8Array(head.bytes))
}

export async function publishNow(town: Town, meanwhile: () => Promise<void> = async () => {}): Promise<void> {
  await town.parts.publish(town.server.installation, programme, meanwhile)
  await keepHead(town)
}
