import { MINUTE, type Instant } from '#domain/instant.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'

/** What a person said on a form that is not saved as an act yet: it outlives the page, not the person's patience. */
export type Drafts = {
  /** The last one that was kept for this form, unless it is too old. */
  readonly read: (form: string) => Promise<unknown>
  readonly keep: (form: string, value: unknown) => Promise<void>
  readonly drop: (form: string) => Promise<void>
}

/** Whoever stood at the counter is gone after that: the form is not shown to the next person. */
export const draftLasts = 15 * MINUTE

/**
 * Drafts of one device, by the name of the form. A draft is a convenience: where it cannot be written or read, the form
 * on the screen goes on all the same, and no act hangs on it.
 */
export function createDrafts(store: Store, device: Uuid, now: () => Instant): Drafts {
  return {
    read: (form) => readDraft(store, nameOf(device, form), now()).catch(() => undefined),
    keep: async (form, value) => {
      const kept: Kept = { value, at: now() }
      await store.settings.put({ name: nameOf(device, form), value: kept }).catch(() => undefined)
    },
    drop: async (form) => {
      await store.settings.delete(nameOf(device, form)).catch(() => undefined)
    },
  }
}

/** Those of a device that leaves go with it. Inside a transaction that may write `settings`. */
export async function dropDrafts(store: Store, device: Uuid): Promise<void> {
  await store.settings.where('name').startsWith(nameOf(device, '')).delete()
}

type Kept = { readonly value: unknown; readonly at: Instant }

async function readDraft(store: Store, name: string, at: Instant): Promise<unknown> {
  const kept = (await store.settings.get(name))?.value as Kept | undefined
  if (!kept) return undefined
  if (Math.abs(at - kept.at) < draftLasts) return kept.value
  await store.settings.delete(name)
  return undefined
}

function nameOf(device: Uuid, form: string): string {
  return `draft/${device}/${form}`
}
