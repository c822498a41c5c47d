import * as v from 'valibot'
import { HOUR, type Instant } from '#domain/instant.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { silentWithin } from './journal.ts'
import { readSetting, writeSetting } from './settings.ts'
import { answerBefore } from './time-limit.ts'

/** What may be kept half done. */
export const draftNames = ['handover', 'group'] as const

export type DraftName = (typeof draftNames)[number]

/** After a day's work nobody goes on with it, and what a person said is gone; in milliseconds. */
export const draftLasts = 12 * HOUR

/** What a person has begun on a device: it outlives a locked screen, a call and a crash. Nothing of it is sent. */
export type Drafts = {
  /** Of any shape: its reader checks it. Undefined where there is none, or only an old one, which is deleted. */
  readonly read: (name: DraftName) => Promise<unknown>
  readonly keep: (name: DraftName, content: unknown) => Promise<void>
  readonly drop: (name: DraftName) => Promise<void>
}

export function draftsOf(store: Store, device: Uuid, now: () => Instant): Drafts {
  const drop = async (name: DraftName) => {
    // A store that cannot write says so when the act is saved; the draft then lives as long as its page.
    await store.settings.delete(settingOfDraft(name, device)).catch(() => undefined)
  }
  return {
    read: async (name) => {
      // A store that is silent has no draft for who waits: they begin anew, and the act itself opens it again.
      const reading = readSetting(store, settingOfDraft(name, device))
      const kept = v.safeParse(keptDraft, await answerBefore(reading, silentWithin, undefined))
      if (kept.success && now() - kept.output.at < draftLasts) return kept.output.content
      if (kept.success) await drop(name)
      return undefined
    },
    keep: async (name, content) => {
      await writeSetting(store, settingOfDraft(name, device), { at: now(), content }).catch(() => undefined)
    },
    drop,
  }
}

export function settingOfDraft(name: DraftName, device: Uuid): string {
  return `draft-${name}/${device}`
}

const keptDraft = v.object({ at: v.number(), content: v.unknown() })
