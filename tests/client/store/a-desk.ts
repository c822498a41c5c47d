import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { Programme } from '#domain/programme.ts'
import { openStore, type Store } from '#client/store/database.ts'
import { loadKnowledge } from '#client/store/knowledge.ts'
import { readCode, type ReadCode } from '#client/store/read-code.ts'
import { enrolDevice } from '#client/sync/enrol-device.ts'
import { createLink } from '#client/sync/link.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import type { World } from '#client/sync/world.ts'
import { startFakeServer, type FakeServer } from '#tests/client/sync/fake-server.ts'
import { valueOf } from '#tests/support/builders.ts'

/** A device of `structure-1`, enrolled and with the first head, beside its server. The clock is the server's. */
export async function openDesk(changes: Partial<Programme> = {}) {
  const server = await startFakeServer(changes)
  const codes = { card: await server.signCode({ batch: 3, pass: 4, cheque: 0 }) }
  await server.publish()
  const world = aWorld(server)
  const indexedDB = new IDBFactory()
  const store = await openStore({ indexedDB, IDBKeyRange, elapsed: () => server.now })
  const { enrolment } = valueOf(await enrolDevice(store, server.link, 'Tablet 1', world))
  const { device } = enrolment
  return {
    server,
    world,
    store,
    device,
    indexedDB,
    now: world.now,
    link: createLink(store, enrolment, world),
    /** Reads a printed code; without a text, that of pass 4 of the cards. */
    read: async (text = codes.card) => readHere(store, device, text),
  }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>

/** Somebody has set the tablet's clock ahead; its next contact knows by how much. */
export async function setAhead(desk: Desk, milliseconds: number): Promise<Desk> {
  const { store, device, server } = desk
  const world = { ...desk.world, now: () => server.now + milliseconds }
  const enrolment = await store.enrolments.get(device)
  if (!enrolment) throw new Error('the device is not enrolled')
  const link = createLink(store, enrolment, world)
  await pullKnowledge(link)
  return { ...desk, world, link, now: world.now }
}

export async function openStoreIn(indexedDB: IDBFactory): Promise<Store> {
  return openStore({ indexedDB, IDBKeyRange })
}

export async function heldBy({ store, device }: Pick<Desk, 'store' | 'device'>) {
  const held = await loadKnowledge(store, device)
  if (!held) throw new Error('the device knows nothing yet')
  return held
}

export async function readHere(store: Store, device: string, text: string): Promise<ReadCode> {
  return valueOf(await readCode(await heldBy({ store, device }), text, 'scan'))
}

/** Timers that run when the test moves the time, and locks that queue. */
export function aWorld(server: Pick<FakeServer, 'fetch' | 'address' | 'now'>) {
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  const queues = new Map<string, Promise<unknown>>()
  const online = new Set<() => void>()
  const seen = new Set<() => void>()
  let hidden = false
  const world: World & {
    readonly goOnline: () => void
    /** The page goes to the background, or comes back. */
    readonly hide: (hidden: boolean) => void
    /** Moves the time and runs what was due. */
    readonly pass: (milliseconds: number) => void
    readonly nextTimer: () => number | undefined
    readonly timers: () => number
  } = {
    fetch: server.fetch,
    now: () => server.now,
    random: () => 0.5,
    later: (run, milliseconds) => {
      const timer = { at: server.now + milliseconds, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    signalAfter: () => new AbortController().signal,
    alone: async (name, run) => {
      const turn = (queues.get(name) ?? Promise.resolve()).then(run, run)
      queues.set(name, turn)
      return turn
    },
    onOnline: (heard) => {
      online.add(heard)
      return () => online.delete(heard)
    },
    onVisibility: (heard) => {
      seen.add(heard)
      return () => seen.delete(heard)
    },
    isHidden: () => hidden,
    askToPersist: async () => true,
    address: server.address,
    app: 'test',
    goOnline: () => online.forEach((heard) => heard()),
    hide: (now) => {
      hidden = now
      seen.forEach((heard) => heard())
    },
    pass: (milliseconds) => {
      server.now += milliseconds
      for (const timer of [...timers].filter(({ at }) => at <= server.now)) {
        timers.delete(timer)
        timer.run()
      }
    },
    timers: () => timers.size,
    nextTimer: () =>
      timers.size === 0 ? undefined : Math.min(...[...timers].map(({ at }) => at)) - server.now,
  }
  return world
}
