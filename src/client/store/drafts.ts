import * as v from 'valibot'
import { HOUR, MINUTE, type Instant } from '#domain/instant.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { silentWithin } from './journal.ts'
import { readSetting, writeSetting } from './settings.ts'
import { answerBefore } from './time-limit.ts'

/**
 * What may be kept half done, and for how long, in milliseconds of the device's clock, whichever way that was set. Whoever
 * stood at a counter is gone after a quarter of an hour, and what they said is not shown to the next person; a group in
 * a hall takes half a day, and so do the roll of a workshop, a count of boxes and a delivery.
 */
export const draftLasts = {
  redeem: 15 * MINUTE,
  handover: 15 * MINUTE,
  group: 12 * HOUR,
  series: 12 * HOUR,
  count: 12 * HOUR,
  movement: 12 * HOUR,
} as const satisfies Readonly<Record<string, number>>

export type DraftName = keyof typeof draftLasts

/** What a person has begun on a device: it outlives a locked screen, a call and a crash. Nothing of it is sent. */
export type Drafts = {
  /** Of any shape: its reader checks it. Undefined where there is none, or only an old one, which is deleted. */
  readonly read: (name: DraftName, owner?: Uuid) => Promise<unknown>
  readonly keep: (name: DraftName, content: unknown, owner?: Uuid) => Promise<void>
  readonly drop: (name: DraftName, owner?: Uuid) => Promise<void>
}

/**
 * A draft is a convenience: where it cannot be written or read, the form on the screen goes on all the same, and no act
 * hangs on it. A store that cannot write says so when the act is saved. What has an owner, of those that share a tablet,
 * is found by its owner alone.
 */
export function createDrafts(store: Store, device: Uuid, now: () => Instant): Drafts {
  const drop: Drafts['drop'] = async (name, owner) => {
    await store.settings.delete(settingOf(device, name, owner)).catch(() => undefined)
  }
  return {
    read: async (name, owner) => {
      // A store that is silent has no draft for who waits: they begin anew, and the act itself opens it again.
      const reading = readSetting(store, settingOf(device, name, owner)).catch(() => undefined)
      const kept = v.safeParse(keptDraft, await answerBefore(reading, silentWithin, undefined))
      if (!kept.success) return undefined
      if (Math.abs(now() - kept.output.at) < draftLasts[name]) return kept.output.content
      await drop(name, owner)
      return undefined
    },
    keep: async (name, content, owner) => {
      const setting = settingOf(device, name, owner)
      await writeSetting(store, setting, { at: now(), content }).catch(() => undefined)
    },
    drop,
  }
}

/** What nobody opens again, or whose owner never comes back, goes all the same once its time is over. Rejects when the store does. */
export async function dropOldDrafts(store: Store, device: Uuid, now: Instant): Promise<void> {
  const prefix = settingOf(device, '')
  const kept = store.settings.where('name').startsWith(prefix)
  await kept.filter(({ name, value }) => !isFresh(name.slice(prefix.length), value, now)).delete()
}

/** A form that this app does not know, of a newer one in another tab, has the time of the longest. */
function isFresh(name: string, value: unknown, now: Instant): boolean {
  const [form = ''] = name.split('/')
  const lasts = new Map<string, number>(Object.entries(draftLasts)).get(form) ?? draftLasts.group
  return v.is(keptDraft, value) && Math.abs(now - value.at) < lasts
}

/** Those of a device that leaves go with it. Inside a transaction that may write `settings`. */
export async function dropDrafts(store: Store, device: Uuid): Promise<void> {
  await store.settings.where('name').startsWith(settingOf(device, '')).delete()
}

function settingOf(device: Uuid, name: DraftName | '', owner?: string): string {
  return owner === undefined ? `draft/${device}/${name}` : `draft/${device}/${name}/${owner}`
}

const keptDraft = v.object({ at: v.number(), content: v.unknown() })
