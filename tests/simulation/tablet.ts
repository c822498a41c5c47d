import { IDBKeyRange, type IDBFactory } from 'fake-indexeddb'
import { openStore, type Store } from '#client/store/database.ts'
import type { Bytes } from '#protocol/bytes.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { createLocks } from './locks.ts'
import type { Operation } from './operations.ts'

/** A tablet on a desk: one storage, a clock that may be wrong, and one or two tabs. */
export type Tablet = {
  readonly name: string
  readonly structure: string
  readonly tabs: Tab[]
  readonly locks: ReturnType<typeof createLocks>
  indexedDB: IDBFactory
  device: Uuid
  online: boolean
  /** Milliseconds by which its clock is ahead. */
  clockError: number
  /** Its storage was copied, or is the copy: two tablets speak as one device. */
  doubled: boolean
}

/**
 * Where a tab dies in an act: before its transaction, inside it, or when it is complete and nobody was told yet; also at
 * the second entry of an act that writes several.
 */
export const crashPoints = ['before', 'drawing', 'appending', 'finishing', 'after'] as const

/**
 * What a transaction writes beside new entries, in an act as in an exchange: an answer or that an entry is undone, the
 * pass as it was seen, the head.
 */
export const writePoints = ['marking', 'seeing', 'heading'] as const
export type CrashPoint = (typeof crashPoints)[number] | 'appending-next' | (typeof writePoints)[number]

export type Tab = {
  readonly tablet: Tablet
  store: Store
  crash: CrashPoint | undefined
  /** It has died there, and nobody has opened it again yet. */
  isDead: boolean
  /** What a person waits for on its screen. */
  act: Operation | undefined
  exchange: Operation | undefined
}

export type Random = (length: number) => Bytes

export async function openTab(tablet: Tablet, random: Random, elapsed: () => number): Promise<Tab> {
  const tab: Omit<Tab, 'store'> = {
    ...{ tablet, crash: undefined, isDead: false, act: undefined, exchange: undefined },
  }
  return Object.assign(tab, { store: await openTabStore(tablet, tab, random, elapsed) })
}

/** The storage as the product opens it; where the tab is to die, the write never happens. */
export async function openTabStore(
  tablet: Pick<Tablet, 'indexedDB'>,
  tab: Pick<Tab, 'crash' | 'isDead'>,
  random: Random,
  elapsed: () => number,
): Promise<Store> {
  let appended = 0
  const store = await openStore({
    indexedDB: tablet.indexedDB,
    IDBKeyRange,
    random: (length) => {
      dieAt(tab, 'drawing')
      return random(length)
    },
    elapsed,
  })
  store.entries.hook('creating', () => {
    dieAt(tab, 'appending')
    if (tab.crash === 'appending-next' && appended++ > 0) dieAt(tab, 'appending-next')
  })
  store.enrolments.hook('updating', () => dieAt(tab, 'finishing'))
  return store
}

/** In an act or in an exchange, whichever writes such a row next. Until it is opened again every such write dies. */
export function dieInNextWrite(tab: Tab, point: (typeof writePoints)[number]): void {
  const { entries, passes, heads } = tab.store
  const table = { marking: entries, seeing: passes, heading: heads }[point] as Store['passes']
  tab.crash = point
  // An entry that is new dies at other points.
  if (point !== 'marking') table.hook('creating', die)
  table.hook('updating', die)

  /** What the run itself does to a storage is no work of the tab. */
  function die() {
    if ([tab.act, tab.exchange].some((operation) => operation && !operation.settled)) dieAt(tab, point)
  }
}

function dieAt(tab: Pick<Tab, 'crash' | 'isDead'>, point: CrashPoint): void {
  if (tab.crash !== point) return
  tab.isDead = true
  throw new Error(`${died} while ${point}`)
}

/** Also once somebody has opened the tab again. */
export function isDeath(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith(died)
}

const died = 'the tab has died'

/** Questions to a storage as one transaction: to begin one takes as long as a question. None may wait for anything else. */
export async function readAtOnce<Answer>(store: Store, read: () => Promise<Answer>): Promise<Answer> {
  // Dexie follows what is awaited only where the function that it is given is itself `async`.
  return store.transaction('r', store.tables, async () => read())
}

/** What a storage holds, by table: to begin a run, and to double a tablet. */
export type StorageCopy = ReadonlyMap<string, readonly unknown[]>

export async function copyStorage(store: Store): Promise<StorageCopy> {
  return readAtOnce(store, async () => {
    const copy = new Map<string, readonly unknown[]>()
    for (const table of store.tables) copy.set(table.name, await table.toArray())
    return copy
  })
}

export async function fillStorage(store: Store, copy: StorageCopy): Promise<void> {
  const filled = [...copy].filter(([, rows]) => rows.length > 0)
  await store.transaction(
    'rw',
    filled.map(([name]) => name),
    async () => {
      for (const [name, rows] of filled) await store.table(name).bulkAdd([...rows])
    },
  )
}
