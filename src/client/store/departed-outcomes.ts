import * as v from 'valibot'
import { pullRequest, type PullRequest } from '#protocol/pull.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { readSetting, writeSetting } from './settings.ts'

type Words = PullRequest['stored']

/** What the last page of a pull said of acts that have left this device: the next one reports it as stored. */
export async function departed(store: Store, device: Uuid): Promise<Words> {
  const words = v.safeParse(pullRequest.entries.stored, await readSetting(store, settingOf(device)))
  return words.success ? words.output : []
}

/** What was reported before is answered by now: what the server did not hear it tells again. */
export async function writeDeparted(store: Store, device: Uuid, words: Words): Promise<void> {
  const name = settingOf(device)
  if (words.length > 0) await writeSetting(store, name, words)
  else await store.settings.delete(name)
}

function settingOf(device: Uuid): string {
  return `departed/${device}`
}
