import type { Batch, PrintedCode } from '#domain/batch.ts'
import type { Instant } from '#domain/instant.ts'
import type { Knowledge } from '#domain/knowledge.ts'
import type { PassKnowledge, PassState } from '#domain/pass.ts'
import type { Structure } from '#domain/structure.ts'
import type { Bytes } from '#protocol/bytes.ts'
import type { FileName } from '#protocol/file.ts'
import { filesOf, type Head } from '#protocol/head.ts'
import { decodePassList, lookUpPass, type PassList } from '#protocol/pass-list.ts'
import { decodeRecord, recordNames, type RecordName, type Records } from '#protocol/records.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'

/** Records and lists of one head, decoded: a look-up is one array read. */
export type HeldKnowledge = {
  readonly head: Head
  readonly records: Records
  readonly structure: Structure
  readonly batchByNumber: ReadonlyMap<number, Batch>
  /** Without those that this app cannot read: it then cannot say anything of their passes. */
  readonly listByBatch: ReadonlyMap<number, PassList>
  readonly numberKeys: readonly CryptoKey[]
}

/**
 * What a device knows, decoded once for each head and kept in memory. Undefined before the first pull, or when the
 * records do not tell of the device's own structure: then nothing can be decided.
 */
export async function loadKnowledge(store: Store, device: Uuid): Promise<HeldKnowledge | undefined> {
  const cache = cacheOf(store)
  const held = cache.get(device)
  const read = await readHead(store, device, held)
  if (!read) return undefined
  if (held && read.contents.size === 0 && isSameHead(held.knowledge.head, read.head)) return held.knowledge
  const decoded = decodeFiles(read.head, read.contents, held?.decoded)
  const knowledge = composeKnowledge(read, decoded)
  if (knowledge) cache.set(device, { knowledge, decoded })
  return knowledge
}

/** All that the device knows about the pass of a printed code. What is missing stays undefined: it cannot say. */
export function knowledgeOf(held: HeldKnowledge, code: PrintedCode | null): Knowledge {
  const batch = code ? held.batchByNumber.get(code.batch) : undefined
  return {
    programme: held.records.programme,
    structure: held.structure,
    head: { number: held.head.number, issuedAt: held.head.issuedAt },
    batch,
    pass: code && batch ? passOf(held, batch.number, code.pass) : undefined,
  }
}

/** Milliseconds since the head was signed. */
export function ageOfKnowledge(held: HeldKnowledge, at: Instant): number {
  return Math.max(0, at - held.head.issuedAt)
}

function passOf(held: HeldKnowledge, batch: number, pass: number): PassKnowledge | undefined {
  const list = held.listByBatch.get(batch)
  return list && lookUpPass(list, pass)
}

/** What the lists say, as far as a device's own acts need it. */
export type HeldLists = {
  /** Number of the head that names them. */
  readonly head: number
  readonly stateOf: (batch: number, pass: number) => PassState | undefined
  readonly passOf: (batch: number, pass: number) => PassKnowledge | undefined
}

export function listsOf(held: HeldKnowledge): HeldLists {
  return {
    head: held.head.number,
    stateOf: (batch, pass) => passOf(held, batch, pass)?.state,
    passOf: (batch, pass) => passOf(held, batch, pass),
  }
}

type Decoded = ReadonlyMap<FileName, unknown>

type Cached = { readonly knowledge: HeldKnowledge; readonly decoded: Decoded }

type ReadHead = {
  readonly head: Head
  readonly structure: string
  readonly numberKeys: readonly CryptoKey[]
  /** Files that were not decoded before. */
  readonly contents: ReadonlyMap<FileName, Bytes>
}

const caches = new WeakMap<Store, Map<Uuid, Cached>>()

function cacheOf(store: Store): Map<Uuid, Cached> {
  const cache = caches.get(store) ?? new Map<Uuid, Cached>()
  caches.set(store, cache)
  return cache
}

/** One read transaction: a pull in another tab cannot take a file away between the head and its files. */
async function readHead(store: Store, device: Uuid, held: Cached | undefined): Promise<ReadHead | undefined> {
  return store.transaction('r', store.enrolments, store.heads, store.files, async () => {
    const enrolment = await store.enrolments.get(device)
    const stored = await store.heads.get(device)
    if (!enrolment || !stored) return undefined
    const missing = filesOf(stored.head).filter((name) => !held?.decoded.has(name))
    const files = await store.files.bulkGet(
      missing.map((name): [number, FileName] => [enrolment.programme, name]),
    )
    return {
      head: stored.head,
      structure: enrolment.structure,
      numberKeys: enrolment.numberKeys,
      contents: new Map(files.flatMap((file) => (file ? [[file.name, file.content]] : []))),
    }
  })
}

function isSameHead(a: Head, b: Head): boolean {
  return a.number === b.number && a.issuedAt === b.issuedAt
}

function decodeFiles(head: Head, contents: ReadonlyMap<FileName, Bytes>, before?: Decoded): Decoded {
  const decoded = new Map<FileName, unknown>()
  function keep(name: FileName, decode: (content: Bytes) => unknown) {
    const content = contents.get(name)
    decoded.set(name, before?.get(name) ?? (content && decode(content)))
  }
  for (const record of recordNames) keep(head.records[record], (content) => recordOf(record, content))
  for (const { list } of head.lists) {
    keep(list, (content) => {
      const read = decodePassList(content)
      return read.ok ? read.value : undefined
    })
  }
  return decoded
}

function recordOf(name: RecordName, content: Bytes): unknown {
  const read = decodeRecord(name, content)
  return read.ok ? read.value : undefined
}

function composeKnowledge(read: ReadHead, decoded: Decoded): HeldKnowledge | undefined {
  const { head } = read
  const programme = decoded.get(head.records.programme) as Records['programme'] | undefined
  const batches = decoded.get(head.records.batches) as Records['batches'] | undefined
  const structures = decoded.get(head.records.structures) as Records['structures'] | undefined
  const keys = decoded.get(head.records.keys) as Records['keys'] | undefined
  const structure = structures?.find(({ id }) => id === read.structure)
  if (!programme || !batches || !structures || !keys || !structure) return undefined
  const lists = head.lists.map(({ batch, list }) => [batch, decoded.get(list)] as const)
  return {
    head,
    records: { programme, batches, structures, keys },
    structure,
    batchByNumber: new Map(batches.map((batch) => [batch.number, batch])),
    listByBatch: new Map(lists.flatMap(([batch, list]) => (list ? [[batch, list as PassList]] : []))),
    numberKeys: read.numberKeys,
  }
}
