import { IDBFactory } from 'fake-indexeddb'
import { createLocks } from '../locks.ts'
import { noteDestroyed } from '../copies.ts'
import type { Move } from '../move.ts'
import { enrolAgain, reopenTab } from '../tab-life.ts'
import { copyStorage, fillStorage, openTab } from '../tablet.ts'
import { aTablet } from '../town.ts'

/** Storage that the engine takes back, and storage that exists twice. */
export const storageFaults: readonly Move[] = [
  {
    name: 'evict',
    weight: 2,
    play: async (town, pick) => {
      const tablet = pick(town.tablets)
      town.trace.note(`  ${tablet.name}`)
      for (const { device } of (await tablet.tabs[0]?.store.enrolments.toArray()) ?? [])
        town.evicted.add(device)
      town.evictedEntries.push(...((await tablet.tabs[0]?.store.entries.toArray()) ?? []))
      tablet.indexedDB = new IDBFactory()
      for (const tab of tablet.tabs) await reopenTab(town, tab)
      await noteDestroyed(town)
      await enrolAgain(town, tablet)
    },
  },
  {
    name: 'clone',
    weight: 2,
    play: async (town, pick) => {
      const tablet = pick(town.tablets)
      const [tab] = tablet.tabs
      if (!tab || town.tablets.length >= 6) return
      town.trace.note(`  ${tablet.name}`)
      const indexedDB = new IDBFactory()
      const locks = createLocks(town.operations.noteChange)
      const { structure, device } = tablet
      const copy = aTablet({ name: `${tablet.name}-copy`, structure, device, indexedDB, locks })
      const copied = await openTab(copy, town.random.bytes, town.clock.now)
      await fillStorage(copied.store, await copyStorage(tab.store))
      copy.tabs.push(copied)
      copy.clockError = tablet.clockError
      town.doubled.add(device)
      town.tablets.push(copy)
    },
  },
]
