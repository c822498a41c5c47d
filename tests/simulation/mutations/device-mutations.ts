import { ok } from '#domain/result.ts'
import { isRefused } from '#domain/verdict.ts'
import { actInJournal, chainEndOf } from '#client/store/journal.ts'
import { handOver } from '#client/store/hand-over.ts'
import { pendingOf } from '#client/store/list-entries.ts'
import { operatorsOf } from '#client/store/operators.ts'
import { tripleOf } from '#client/store/read-code.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import type { Store } from '#client/store/database.ts'
import type { Asked } from '#client/store/decide-claim.ts'
import type { Link } from '#client/sync/link.ts'
import { confirmLive } from '#client/sync/live-push.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { takeUnits } from '#client/sync/take-units.ts'
import { createSignedFetch } from '#client/sync/signed-fetch.ts'
import { toHex, type Bytes } from '#protocol/bytes.ts'
import { decodeHead, type Head } from '#protocol/head.ts'
import { parseSign1 } from '#protocol/cose.ts'
import { decodeEntry, encodeEntry, entryHash } from '#protocol/journal-entry.ts'
import { decodeMessage, encodeMessage } from '#protocol/message.ts'
import { pullResponse } from '#protocol/pull.ts'
import { uuidV7 } from '#protocol/uuid.ts'
import { lateAndForgetting } from '../moves/late-and-forgotten.ts'
import { lostHeads } from '../moves/lost-heads.ts'
import { networkFaults } from '../moves/network-faults.ts'
import { restoreFaults } from '../moves/restore-faults.ts'
import { revocation } from '../moves/revocation.ts'
import { severalPasses } from '../moves/several-passes.ts'
import { sharedTablet } from '../moves/shared-tablet.ts'
import { storageFaults } from '../moves/storage-faults.ts'
import type { Parts } from '../parts.ts'
import { countingOn } from './altered-store.ts'
import type { Mutation } from './mutation.ts'

/** Faults of the app, each a command or an exchange of its own. */
export const deviceMutations: readonly Mutation[] = [
  {
    name: 'a device that takes what it has sent for counted by its list',
    seenBy: ['I5', 'I7'],
    seed: 11,
    faults: networkFaults,
    parts: { pushEntries: forgettingOwnUnits },
  },
  {
    name: 'a device that says no after a live refusal and leaves the act without its void',
    seenBy: ['I4'],
    seed: 51,
    faults: [...networkFaults, ...revocation],
    parts: { takeUnits: refusingWithoutVoid },
  },
  {
    name: 'a device that writes what a person said into the act itself',
    seenBy: ['I13'],
    seed: 1,
    faults: networkFaults,
    parts: { handOver: sayingItInTheAct },
  },
  {
    name: 'a device that does not see that another speaks in its name',
    seenBy: ['I10'],
    seed: 1,
    faults: [...storageFaults, ...storageFaults, ...storageFaults],
    parts: { pullKnowledge: blindToCopies },
  },
  {
    name: 'a device that draws a new id for each try',
    seenBy: ['I1', 'I2'],
    seed: 7,
    faults: networkFaults,
    parts: { pushEntries: drawingAnew },
  },
  {
    name: 'a device that empties its outbox when no answer came',
    seenBy: ['I1', 'I10', 'I11'],
    seed: 7,
    faults: networkFaults,
    parts: { pushEntries: emptyingTheOutbox },
  },
  {
    name: 'a device that tells heads apart by their number, of a server that gives numbers out again',
    seenBy: ['I10'],
    seed: 7,
    faults: lostHeads,
    parts: { pullKnowledge: countingHeads, database: countingOn },
  },
  {
    name: 'a device that the server lost and that does not show its ticket',
    seenBy: ['I1', 'I10'],
    seed: 7,
    faults: [...restoreFaults, ...restoreFaults, ...storageFaults, ...storageFaults],
    parts: { fetch: withoutTicket },
  },
  {
    name: 'a device that writes each pass of a gesture in a transaction of its own',
    seenBy: ['I3'],
    seed: 7,
    faults: [...severalPasses, ...severalPasses],
    parts: { handOverTogether: givingOneByOne },
  },
  {
    name: 'a shared tablet that writes acts under the id of who came first',
    seenBy: ['S81'],
    seed: 2,
    faults: [...sharedTablet, ...sharedTablet, ...sharedTablet],
    parts: { takeUnits: asWhoCameFirst },
  },
  {
    name: 'a tablet that takes the end of its chain for a proof of all that came before it',
    seenBy: ['I1'],
    seed: 16,
    faults: lateAndForgetting,
    parts: { pullKnowledge: trustingTheEnd },
  },
]

export async function trustingTheEnd(link: Link): ReturnType<Parts['pullKnowledge']> {
  await link.store.enrolments.update(link.device, { late: [] })
  return pullKnowledge(link)
}

async function givingOneByOne(
  ...[store, device, given, now]: Parameters<Parts['handOverTogether']>
): ReturnType<Parts['handOverTogether']> {
  const entries: StoredEntry[] = []
  for (const [place, pass] of given.entries()) {
    const { answer, entry } = await handOver(store, device, pass, now)
    if (answer.type === 'refused') return { type: 'refused', place, answer }
    if (entry) entries.push(entry)
  }
  return { type: 'handed-over', entries, flags: entries.map(() => []) }
}

async function asWhoCameFirst(
  ...[contact, asked]: Parameters<Parts['takeUnits']>
): ReturnType<Parts['takeUnits']> {
  const { store, device } = contact.link
  const atWork = store.atWork.current()
  const [first] = await operatorsOf(store, device)
  store.atWork.set(first?.id)
  try {
    return await takeUnits(contact, asked)
  } finally {
    store.atWork.set(atWork)
  }
}

async function forgettingOwnUnits(link: Link): ReturnType<Parts['pushEntries']> {
  const pushed = await pushEntries(link)
  const { store, device } = link
  const beyond = await store.entries.where('[device+beyond]').equals([device, 1]).toArray()
  const sent = beyond.filter(({ status }) => status === 'acknowledged')
  await store.entries.bulkPut(
    sent.map((row) => ({ ...row, beyond: 0, listed: { units: row.units, from: 0 } })),
  )
  return pushed
}

async function refusingWithoutVoid(
  { link, inContact }: Parameters<Parts['takeUnits']>[0],
  asked: Asked,
): ReturnType<Parts['takeUnits']> {
  const { entry, verdict } = await redeemPass(link.store, link.device, asked, link.world.now)
  if (isRefused(verdict.type) || !inContact()) return { type: 'answered', verdict, entry }
  const live = await confirmLive(link, entry.id)
  if (live.type !== 'negative') return { type: 'answered', verdict, entry }
  const refused = { type: 'refused:insufficient-balance', remaining: undefined, note: 'none' } as const
  return { type: 'withdrawn', verdict: refused, entry, word: live.word, reason: live.reason }
}

async function sayingItInTheAct(
  ...[store, device, { read, said }, now]: Parameters<Parts['handOver']>
): ReturnType<Parts['handOver']> {
  return actInJournal(store, device, now, async (turn) => {
    const flags = said ? [said.language] : []
    const body = { code: tripleOf(read.code), proof: read.proof, flags, personal: null }
    const entry = await turn.append({ kind: 'handover', body, pass: read.code ?? undefined })
    return { answer: { type: 'may-hand-over', flags: [] }, entry }
  })
}

/** Takes the end of its own chain for what the server has of it. */
async function blindToCopies(link: Link): ReturnType<Parts['pullKnowledge']> {
  const { store, device } = link
  return pullKnowledge(
    answeredOtherwise(link, '/api/pull', async (bytes) => {
      const read = decodeMessage(pullResponse, bytes)
      const { sequence, hash } = await chainEndOf(store, device)
      return read.ok ? encodeMessage({ ...read.value, chain: { sequence, hash } }) : bytes
    }),
  )
}

const tried = new WeakMap<Store, Set<string>>()

async function drawingAnew(link: Link): ReturnType<Parts['pushEntries']> {
  const { store, device } = link
  const before = tried.get(store) ?? new Set<string>()
  tried.set(store, before)
  const pending = await pendingOf(store, device).toArray()
  const first = pending.findIndex(({ hash }) => before.has(toHex(hash)))
  for (const row of first < 0 ? [] : pending.slice(first)) {
    const read = decodeEntry(row.bytes)
    const previous = await store.entries.get([device, row.sequence - 1])
    if (!read.ok) continue
    const id = uuidV7(row.at, store.random(10))
    const bytes = encodeEntry({ ...read.value, id, previous: previous?.hash ?? read.value.previous })
    await store.entries.put({ ...row, id, bytes, hash: entryHash(bytes) })
  }
  for (const { hash } of await pendingOf(store, device).toArray()) before.add(toHex(hash))
  return pushEntries(link)
}

async function emptyingTheOutbox(link: Link): ReturnType<Parts['pushEntries']> {
  try {
    return await pushEntries(link)
  } catch {
    await pendingOf(link.store, link.device).delete()
    return ok({ sent: 0 })
  }
}

/** Keeps the head that it has when the next one has its number or a lower one, however new it is. */
async function countingHeads(link: Link): ReturnType<Parts['pullKnowledge']> {
  const { store, device } = link
  return pullKnowledge(
    answeredOtherwise(link, '/heads/', async (bytes) => {
      const held = await store.heads.get(device)
      const head = headOf(bytes)
      return held && head && head.number <= held.head.number ? held.bytes : bytes
    }),
  )
}

/** The link, with other bytes where the server answers under a path. */
function answeredOtherwise(link: Link, path: string, answer: (bytes: Bytes) => Promise<Bytes>): Link {
  const { world, device, address, privateKey } = link
  const fetched: typeof fetch = async (input, init) => {
    const response = await world.fetch(input, init)
    const { pathname } = new URL(input instanceof Request ? input.url : input)
    if (!pathname.startsWith(path) || !response.ok) return response
    return new Response(await answer(new Uint8Array(await response.arrayBuffer())), response)
  }
  const other = { ...world, fetch: fetched }
  return { ...link, world: other, fetch: createSignedFetch(other, { device, key: privateKey, address }) }
}

function withoutTicket(real: typeof fetch): typeof fetch {
  return async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input)
    return pathname === '/api/readmissions' ? new Response(null, { status: 403 }) : real(input, init)
  }
}

function headOf(bytes: Uint8Array): Head | undefined {
  const envelope = parseSign1(bytes)
  const head = envelope.ok ? decodeHead(envelope.value.payload) : envelope
  return head.ok ? head.value : undefined
}
