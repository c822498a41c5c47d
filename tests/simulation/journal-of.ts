import type { StoredEntry } from '#client/store/stored-entry.ts'
import type { Tab } from './tablet.ts'

/** The journal of the device that a tab is now, in the order of its chain. */
export async function listEntriesOf({ store, tablet }: Tab): Promise<readonly StoredEntry[]> {
  return store.entries
    .where('[device+sequence]')
    .between([tablet.device, 0], [tablet.device, Infinity])
    .toArray()
}
