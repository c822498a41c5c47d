import type { Instant } from '#domain/instant.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { actInJournal } from './journal.ts'
import { parseMarks, type DeviceMark } from './marker.ts'
import { readSetting, writeSetting } from './settings.ts'

/** What a new device has to say of those before it, once it may write: it survives the end of the app. */
export async function keepIncident(store: Store, device: Uuid, lost: readonly DeviceMark[]): Promise<void> {
  await writeSetting(store, settingOf(device), JSON.stringify(lost))
}

/**
 * Says in the new device's journal what was lost, before anything else. Answers how much was said; repeated, it says
 * nothing twice. Rejects with `NotSaved` while the device knows nothing yet.
 */
export async function recordIncident(store: Store, device: Uuid, now: () => Instant): Promise<number> {
  const kept = await readSetting(store, settingOf(device))
  const lost = parseMarks(typeof kept === 'string' ? kept : undefined)
  if (lost.length === 0) return 0
  const said = await actInJournal(store, device, now, async (turn) => {
    let appended = 0
    for (const { device: previous, sequence, unsent } of lost) {
      if (await isSaid(store, device, previous)) continue
      const detail = `sequence=${sequence} unsent=${unsent}`
      await turn.append({
        kind: 'incident',
        body: { what: 'store-lost', previous, detail },
        reason: previous,
      })
      appended++
    }
    return appended
  })
  await store.settings.delete(settingOf(device))
  return said
}

async function isSaid(store: Store, device: Uuid, previous: Uuid): Promise<boolean> {
  const said = await store.entries
    .where('[device+sequence]')
    .between([device, 0], [device, Infinity])
    .filter(({ kind, reason }) => kind === 'incident' && reason === previous)
    .count()
  return said > 0
}

function settingOf(device: Uuid): string {
  return `incident/${device}`
}
