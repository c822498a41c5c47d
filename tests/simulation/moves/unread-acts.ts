import { isDamaged } from '#client/store/sent-entry.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { toHex } from '#protocol/bytes.ts'
import { exchange, take } from '../acts.ts'
import { backUp } from '../backup.ts'
import { bringFileOf } from '../bring-file.ts'
import { listEntriesOf } from '../journal-of.ts'
import type { Choose, Move } from '../move.ts'
import type { Tab } from '../tablet.ts'
import type { Town } from '../town.ts'
import { tabsOf } from './everyday.ts'

/**
 * Acts that nobody can read when they come: bytes that spoil in a storage, that something on the way refuses, or on which
 * our own rules break. They keep their place, are whole again later, and come in a file.
 */
export const unreadActs: readonly Move[] = [
  {
    name: 'spoil',
    weight: 3,
    play: async (town, pick) => {
      const found = await pickUnsent(town, pick)
      if (!found) return
      await spoil(town, found.tab, found.row)
    },
  },
  {
    name: 'refuse-on-the-way',
    weight: 2,
    play: async (town, pick) => {
      const found = await pickUnsent(town, pick)
      if (!found) return
      town.trace.note(`  ${found.tab.tablet.name}: act ${found.row.sequence}`)
      town.network.refused.push(found.row.bytes)
    },
  },
  {
    name: 'break-on-act',
    weight: 2,
    play: async (town, pick) => {
      const found = await pickUnsent(town, pick)
      if (!found) return
      town.trace.note(`  ${found.tab.tablet.name}: act ${found.row.sequence}`)
      town.server.breaksOn.add(found.row.id)
    },
  },
  {
    name: 'come-late',
    weight: 2,
    play: async (town, pick) => {
      const tab = pick(tabsOf(town).filter(({ tablet }) => tablet.structure !== 'desk'))
      const codes = town.codes.filter(({ batch, cheque }) => batch !== 2 || cheque > 0)
      const asked = { service: 'first-steps', typed: false, live: false, straight: true, servesAnyway: true }
      for (const code of [pick(codes), pick(codes)]) await take(town, tab, { ...asked, code })
      const found = (await listEntriesOf(tab)).find(isSpoilable)
      if (!found) return
      await spoil(town, tab, found)
      await exchange(town, tab, 'all', true)
      if (pick([true, false])) await backUp(town)
      if (pick([true, false])) await exchange(town, tab, 'all', true)
      await mendAll(town)
      await bringFileOf(town, tab, found.device, tab)
      await exchange(town, tab, 'all', true)
    },
  },
  { name: 'mend', weight: 2, play: (town) => mendAll(town) },
  {
    name: 'bring-file',
    weight: 3,
    play: async (town, pick) => {
      const tab = pick(tabsOf(town))
      const bringer = pick(tabsOf(town))
      await bringFileOf(town, tab, tab.tablet.device, bringer)
    },
  },
]

/** Whatever made bytes unreadable is over. */
export async function mendAll(town: Town): Promise<void> {
  town.network.refused.splice(0)
  town.server.breaksOn.clear()
  if (town.spoiled.size === 0) return
  for (const { tabs } of town.tablets) {
    const [tab] = tabs
    for (const row of (await tab?.store.entries.toArray()) ?? []) {
      const bytes = isDamaged(row) ? town.spoiled.get(toHex(row.hash)) : undefined
      if (bytes) await tab?.store.entries.update([row.device, row.sequence], { bytes })
    }
  }
}

/**
 * Of the kinds on whose reading nothing hangs that the same tablet does next: what was judged beside an unread undo, or an
 * unread step of the stock, stays as it was judged (docs/decisions/100).
 */
const spoilable = ['redemption', 'handover', 'refusal']

export function isSpoilable({ status, kind }: StoredEntry): boolean {
  return status === 'pending' && spoilable.includes(kind)
}

async function spoil(town: Town, tab: Tab, { device, sequence, bytes, hash }: StoredEntry): Promise<void> {
  town.trace.note(`  ${tab.tablet.name}: act ${sequence} is spoiled`)
  town.spoiled.set(toHex(hash), bytes)
  await tab.store.entries.update([device, sequence], { bytes: bytes.map((byte) => byte ^ 0xff) })
}

async function pickUnsent(
  town: Town,
  pick: Choose,
): Promise<{ readonly tab: Tab; readonly row: StoredEntry } | undefined> {
  const tab = pick(tabsOf(town))
  const unsent = (await listEntriesOf(tab)).filter(isSpoilable)
  return unsent.length > 0 ? { tab, row: pick(unsent) } : undefined
}
