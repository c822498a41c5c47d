import { remainingOf } from '#domain/knowledge.ts'
import { chainEndOf } from '#client/store/journal.ts'
import { listsOf, loadKnowledge } from '#client/store/knowledge.ts'
import { readOwnActs } from '#client/store/own-acts.ts'
import { toHex } from '#protocol/bytes.ts'
import { decodeEntry, entryHash } from '#protocol/journal-entry.ts'
import { lookUpPass } from '#protocol/pass-list.ts'
import { listEntriesOf } from '../journal-of.ts'
import type { Picture } from '../picture.ts'
import { readAtOnce, type Tab } from '../tablet.ts'
import type { Town } from '../town.ts'

/** I10: once it is quiet, every device holds the newest head, has nothing left to send, and counts as the ledger does. */
export async function findDivergence(town: Town, picture: Picture): Promise<readonly string[]> {
  const wrongs: string[] = []
  for (const { device, tabs } of town.tablets) {
    const [tab] = tabs
    if (!tab || town.revoked.has(device)) continue
    wrongs.push(...(await readAtOnce(tab.store, () => findDivergenceOf(town, picture, tab))))
  }
  return wrongs
}

async function findDivergenceOf(town: Town, picture: Picture, tab: Tab): Promise<readonly string[]> {
  const { name, device } = tab.tablet
  const held = await loadKnowledge(tab.store, device)
  if (held?.head.number !== picture.head.number || held.head.issuedAt !== picture.head.issuedAt)
    return [`I10 ${name} holds head ${held?.head.number}, the newest is ${picture.head.number}`]
  const wrongs: string[] = []
  const entries = await listEntriesOf(tab)
  const unsent = entries.filter(({ status }) => status === 'pending')
  if (unsent.length > 0) wrongs.push(`I10 ${name} still has ${unsent.length} acts to send`)
  const end = await chainEndOf(tab.store, device)
  const known = picture.chains.get(device)
  if (known?.sequence !== end.sequence || toHex(known.hash) !== toHex(end.hash))
    wrongs.push(`I10 the chain of ${name} ends at ${end.sequence}, on the server at ${known?.sequence}`)
  // Two tablets that speak as one share its notices: what one has heard, the other has not.
  if (town.doubled.has(device)) return wrongs
  for (const { batch, pass } of passesOf(entries)) {
    const own = await readOwnActs(tab.store, device, { batch, pass, cheque: 0 }, listsOf(held))
    const list = picture.lists.get(batch)
    const listed = list && lookUpPass(list, pass)
    const units = held.batchByNumber.get(batch)?.units ?? 0
    const left = listed && remainingOf(units, listed, own.uses)
    if (listed && left !== units - listed.used)
      wrongs.push(
        `I10 ${name} counts ${left} left on pass ${batch}/${pass}, the ledger ${units - listed.used}`,
      )
  }
  return wrongs
}

/** I11: every chain holds, on the tablets and on the server: each act names the hash of the one before. */
export async function findBrokenChains(town: Town, picture: Picture): Promise<readonly string[]> {
  const wrongs: string[] = []
  for (const { name, tabs } of town.tablets) {
    for (const tab of tabs.slice(0, 1)) {
      const rows = await listEntriesOf(tab)
      if (!linksHold(rows)) wrongs.push(`I11 the chain of ${name} is broken`)
    }
  }
  for (const device of picture.chains.keys()) {
    if (!linksHold(picture.entries.filter((row) => row.device === device && row.held !== 'fork')))
      wrongs.push(`I11 the chain of device ${device} is broken on the server`)
  }
  return wrongs
}

type Link = { readonly sequence: number; readonly hash: Uint8Array; readonly bytes: Uint8Array }

function linksHold(rows: readonly Link[]): boolean {
  return rows.every((row, index) => {
    const before = rows[index - 1]
    const read = decodeEntry(row.bytes)
    if (!read.ok || toHex(entryHash(row.bytes)) !== toHex(row.hash)) return false
    return before?.sequence !== row.sequence - 1 || toHex(read.value.previous) === toHex(before.hash)
  })
}

function passesOf(entries: Awaited<ReturnType<typeof listEntriesOf>>) {
  const passes = new Map<string, { readonly batch: number; readonly pass: number }>()
  for (const { batch, pass } of entries) {
    if (batch !== undefined && pass !== undefined) passes.set(`${batch}/${pass}`, { batch, pass })
  }
  return passes.values()
}
