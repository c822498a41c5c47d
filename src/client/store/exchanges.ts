import { equalBytes, toHex } from '#protocol/bytes.ts'
import { decodeEntry } from '#protocol/journal-entry.ts'
import type { EntryOutcome } from '#protocol/outcome.ts'
import type { PullRequest, PullResponse } from '#protocol/pull.ts'
import type { PushResponse } from '#protocol/push.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { makeOutcomesReplaceable, newestAcknowledgement } from './acknowledgement.ts'
import { clockAfter, type Contact } from './clock.ts'
import type { Store } from './database.ts'
import { noteContact } from './earliest-now.ts'
import type { Enrolment } from './enrolment.ts'
import { departed, writeDeparted } from './departed-outcomes.ts'
import { lineOf } from './incarnations.ts'
import { lateActs, noteLate } from './late-acts.ts'
import { entryOf } from './list-entries.ts'
import { storeHead, type HeadWithFiles } from './stored-heads.ts'
import {
  isBehindGap,
  isBeyond,
  isKeptAside,
  notTaken,
  withOutcome,
  type StoredEntry,
} from './stored-entry.ts'

/**
 * Stores what the server made of a push, all of it or nothing. Every answer takes its entry out of the outbox: also a
 * bad entry is kept by the server, for a person. Answers how many entries it acknowledged.
 */
export async function recordPush(
  store: Store,
  sender: Uuid,
  sent: readonly StoredEntry[],
  { response, contact }: { readonly response: PushResponse; readonly contact: Contact },
): Promise<number> {
  noteContact(store, sender, contact.serverTime)
  const sequenceByHash = new Map(sent.map(({ hash, sequence }) => [toHex(hash), sequence]))
  return store.transaction('rw', store.enrolments, store.entries, store.heads, async () => {
    const head = await store.heads.get(sender)
    const late: number[] = []
    let acknowledged = 0
    for (const { hash, answer, reason, outcome, late: isLate } of response.answers) {
      const sequence = sequenceByHash.get(toHex(hash))
      const row = sequence === undefined ? undefined : await store.entries.get([sender, sequence])
      if (!row) continue
      const answered = {
        ...row,
        status: 'acknowledged' as const,
        answer: { type: answer, reason },
        beyond: isBeyond(row, head?.head.number),
      }
      await store.entries.put((outcome && withOutcome(answered, outcome, head?.head.number)) ?? answered)
      if (isLate) late.push(row.sequence)
      acknowledged++
    }
    await noteLate(store, sender, late)
    const enrolment = await store.enrolments.get(sender)
    await store.enrolments.update(sender, {
      acknowledged: newestAcknowledgement(enrolment?.acknowledged, response),
      backedUpThrough: backedUpAfter(enrolment, response),
      ...contactOf(contact, head?.head.issuedAt),
    })
    return acknowledged
  })
}

/** An answer that comes after a later one may say what a late act has undone since. */
function backedUpAfter(
  enrolment: Enrolment | undefined,
  { backedUpThrough, serverTime }: PushResponse,
): number {
  const isOvertaken = enrolment !== undefined && serverTime < enrolment.lastExchange
  return isOvertaken ? Math.min(enrolment.backedUpThrough, backedUpThrough) : backedUpThrough
}

/** The server has the place of the act, and refused what it says. */
export async function markNotTaken(store: Store, { device, sequence }: StoredEntry): Promise<void> {
  await store.entries
    .where('[device+sequence]')
    .equals([device, sequence])
    .filter(({ answer }) => answer?.type === 'unreadable')
    .modify({ answer: { type: 'unreadable', reason: notTaken } })
}

/** The last entry that the server has acknowledged; asked before a pull, so that a push meanwhile is not taken for lost. */
export async function acknowledgedThrough(store: Store, device: Uuid): Promise<number> {
  const last = await store.entries
    .where('[device+status+sequence]')
    .between([device, 'acknowledged', 0], [device, 'acknowledged', Infinity])
    .last()
  return last?.sequence ?? 0
}

/**
 * Outcomes stored here of which the server does not know yet that they are, and those of acts that have left: nothing
 * more is done with these, and the server would tell them for ever, before all others.
 */
export async function outcomesToReport(store: Store, device: Uuid): Promise<PullRequest['stored']> {
  const rows = await store.entries.where('[device+unreported]').equals([device, 1]).limit(500).toArray()
  return [
    ...rows.flatMap(({ outcome }) => (outcome ? [wordOf(outcome)] : [])),
    ...(await departed(store, device)),
  ]
}

function wordOf({ entry, number, firstHead }: EntryOutcome): PullRequest['stored'][number] {
  return { entry, number, firstHead }
}

/** `behind`: the server knows acts of this device that the device does not: it must be enrolled anew. */
export type Standing = 'active' | 'revoked' | 'update-first' | 'behind'

/** A pull that was answered, and the head that was fetched before it was asked. */
export type Pulled = {
  readonly response: PullResponse
  readonly contact: Contact
  readonly head: HeadWithFiles | undefined
}

/**
 * Stores a pull, and with its last page the head that was fetched before it: all or nothing. A head of another epoch
 * is left for the next pull, after what this one says that the server forgot. What the server no longer knows after a
 * restore, or answered as behind a gap, goes back to the outbox; a revoked device forgets what it knows and keeps what it did.
 */
export async function recordPull(
  store: Store,
  device: Uuid,
  asked: { readonly stored: PullRequest['stored']; readonly acknowledgedThrough: number },
  { response, contact, head: fetched }: Pulled,
): Promise<Standing> {
  const { enrolments, entries, heads, files, passes, settings } = store
  noteContact(store, device, contact.serverTime)
  return store.transaction('rw', [enrolments, entries, heads, files, passes, settings], async () => {
    const enrolment = await enrolments.get(device)
    if (!enrolment) return 'behind'
    if (response.epoch !== enrolment.epoch) await makeOutcomesReplaceable(store, device)
    for (const stored of asked.stored) await markReported(store, device, stored)
    const before = (await heads.get(device))?.head.number
    const gone: EntryOutcome[] = []
    for (const outcome of response.outcomes) {
      if (!(await storeOutcome(store, device, outcome, before))) gone.push(outcome)
    }
    await writeDeparted(store, device, gone.map(wordOf))
    await sendMissing(store, device, response.missing ?? [])
    await sendBehindGap(store, device)
    const standing = await standingOf(store, enrolment, response, asked.acknowledgedThrough)
    if (standing === 'revoked') await forgetKnowledge(store, enrolment)
    const isWhole = standing === 'active' && !response.more
    if (fetched && isWhole && fetched.next.head.epoch === response.epoch) await storeHead(store, fetched)
    const head = await heads.get(device)
    await enrolments.update(device, {
      epoch: response.epoch,
      backedUpThrough: response.backedUpThrough,
      revoked: response.status === 'revoked',
      ...contactOf(contact, head?.head.issuedAt),
    })
    return standing
  })
}

function contactOf(contact: Contact, headIssuedAt = 0): Pick<Enrolment, 'clock' | 'lastExchange'> {
  return { clock: clockAfter(contact, headIssuedAt), lastExchange: contact.serverTime }
}

async function markReported(
  store: Store,
  device: Uuid,
  reported: PullRequest['stored'][number],
): Promise<void> {
  const row = await entryOf(store, device, reported.entry)
  if (row?.outcome?.number !== reported.number || row.outcome.firstHead !== reported.firstHead) return
  await store.entries.put({ ...row, unreported: 0 })
}

/** False when the act has left this device. */
async function storeOutcome(
  store: Store,
  device: Uuid,
  outcome: EntryOutcome,
  head: number | undefined,
): Promise<boolean> {
  const [acting, ...former] = await lineOf(store, device)
  const row = acting && (await entryOf(store, acting, outcome.entry))
  // An outcome that comes again was not reported well: report it again.
  if (row) await store.entries.put(withOutcome(row, outcome, head) ?? { ...row, unreported: 1 })
  if (row) await noteIfUnread(store, row)
  let isHere = row !== undefined
  for (const name of row ? [] : former) {
    const mine = await entryOf(store, name, outcome.entry)
    if (!mine) continue
    isHere = true
    const told = withOutcome(mine, outcome, head)
    // What it was told of here stands in its next question, and in no report.
    if (told) await store.entries.put({ ...told, unreported: 0 })
    await noteIfUnread(store, mine)
  }
  return isHere
}

/** It was kept aside, and has an outcome now: its bytes came in a file. */
async function noteIfUnread(store: Store, before: StoredEntry): Promise<void> {
  if (before.answer?.type === 'unreadable') await noteLate(store, before.device, [before.sequence])
}

async function standingOf(
  store: Store,
  { device, epoch }: Enrolment,
  { chain, status, epoch: theirs }: PullResponse,
  acknowledged: number,
): Promise<Standing> {
  const follows = await hasEntry(store, device, chain)
  const lostSome = epoch !== theirs
  if (!follows && !lostSome) return 'behind'
  if (lostSome) await sendLateAgain(store, device)
  // What a server kept aside before it lost something may be lost with it.
  const isLost = (row: StoredEntry) => lostSome || !isKeptAside(row) || stoodInChain(row)
  await sendAgain(store, device, { from: chain.sequence + 1, to: acknowledged }, isLost)
  if (follows) return status
  // Another copy's acts may stand where ours stood: all go again before it changes its name, and what is known is told so.
  await sendAgain(store, device, { from: 1, to: Math.min(chain.sequence, acknowledged) }, () => true)
  return 'behind'
}

/** An entry that has left this device is known by the one behind it, which names its hash. */
async function hasEntry(
  store: Store,
  device: Uuid,
  { sequence, hash }: PullResponse['chain'],
): Promise<boolean> {
  if (sequence === 0) return true
  const mine = await store.entries.get([device, sequence])
  if (mine) return equalBytes(mine.hash, hash)
  const next = await store.entries.get([device, sequence + 1])
  const decoded = next && decodeEntry(next.bytes)
  return decoded?.ok === true && equalBytes(decoded.value.previous, hash)
}

/** What the server acknowledged and no longer has in its chain, unless it keeps it aside for a person. */
async function sendAgain(
  store: Store,
  device: Uuid,
  { from, to }: { readonly from: number; readonly to: number },
  isLost: (row: StoredEntry) => boolean,
): Promise<void> {
  if (from > to) return
  const beyondChain = await store.entries
    .where('[device+sequence]')
    .between([device, from], [device, to], true, true)
    .toArray()
  await store.entries.bulkPut(
    beyondChain.filter((row) => row.status === 'acknowledged' && isLost(row)).map(asUnsent),
  )
}

/** The end of its chain stands where it stood; whether the server still has these is not said by it. */
async function sendLateAgain(store: Store, device: Uuid): Promise<void> {
  const late = await lateActs(store, device)
  await store.entries.bulkPut(late.filter(({ status }) => status === 'acknowledged').map(asUnsent))
}

/** Under any name of this tablet: what the server has nowhere, though it had acknowledged it. */
async function sendMissing(store: Store, device: Uuid, missing: readonly Uuid[]): Promise<void> {
  for (const id of missing) {
    for (const name of await lineOf(store, device)) {
      const row = await entryOf(store, name, id)
      if (row?.status === 'acknowledged') await store.entries.put(asUnsent(row))
    }
  }
}

/** An old copy of a push may have closed the gap since, and nobody heard what became of these. */
async function sendBehindGap(store: Store, device: Uuid): Promise<void> {
  const beyond = store.entries.where('[device+beyond]').equals([device, 1])
  const waiting = await beyond.filter(isBehindGap).toArray()
  await store.entries.bulkPut(waiting.map(asUnsent))
}

/** Nothing is known of what the server made of it. */
function asUnsent(row: StoredEntry): StoredEntry {
  const unsaid = { answer: undefined, outcome: undefined, listed: undefined, listedBefore: [] }
  return {
    ...row,
    ...unsaid,
    status: 'pending',
    again: true,
    unreported: 0,
    beyond: row.kind === 'refusal' ? 0 : 1,
  }
}

/** Kept aside in its place: a server that lost it has a gap there. */
function stoodInChain({ answer }: StoredEntry): boolean {
  return answer?.type === 'unreadable' || answer?.reason === 'revoked' || answer?.reason === 'same-id'
}

async function forgetKnowledge(store: Store, { device, programme }: Enrolment): Promise<void> {
  await store.heads.delete(device)
  await store.passes
    .where('[device+batch+pass]')
    .between([device, 0, 0], [device, Infinity, Infinity])
    .delete()
  if ((await store.heads.where('programme').equals(programme).count()) > 0) return
  await store.files.where('[programme+name]').between([programme, ''], [programme, '~']).delete()
}
