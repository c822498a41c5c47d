import { ok, type Result } from '#domain/result.ts'
import { markNotTaken } from '#client/store/exchanges.ts'
import type { SentForm } from '#client/store/sent-entry.ts'
import { isNotTaken, type StoredEntry } from '#client/store/stored-entry.ts'
import { isContentRefused } from './content-refused.ts'
import type { Link, PauseReason } from './link.ts'

/** An entry, and how much of it goes. */
export type Sending = { readonly row: StoredEntry; readonly form: SentForm }

type PushOnce = (link: Link, sending: readonly Sending[]) => Promise<Result<number, PauseReason>>

/**
 * An act that is refused for good, alone, must not stop those behind it. Without what it says of a person it may be
 * taken. Else only its place goes, by its hash, beside an act that is taken as it is: where that is refused too, it is
 * not the act, and everything waits. Undefined then. The act itself stays here whole, to be seen and carried.
 */
export async function pushAround(
  link: Link,
  entry: StoredEntry,
  pushOnce: PushOnce,
): Promise<Result<number, PauseReason> | undefined> {
  const bare =
    entry.personal && (await unlessRefused(pushOnce(link, [{ row: entry, form: 'without-personal' }])))
  if (bare) return bare
  const beside = await besideTaken(link, entry)
  const pushed = beside && (await unlessRefused(pushOnce(link, beside)))
  if (!pushed?.ok) return pushed
  for (const { row, form } of beside ?? []) if (form === 'place') await markNotTaken(link.store, row)
  return ok(beside?.filter(({ row }) => row.status === 'pending').length ?? 0)
}

/** From the last act before it that was taken; behind none, up to the next one. */
async function besideTaken({ store }: Link, entry: StoredEntry): Promise<readonly Sending[] | undefined> {
  const { device, sequence } = entry
  const sending: Sending[] = [{ row: entry, form: 'place' }]
  for (let at = sequence - 1; at > 0; at--) {
    const before = await store.entries.get([device, at])
    if (!before) break
    const isTaken = !isNotTaken(before)
    sending.unshift({ row: before, form: isTaken ? 'whole' : 'place' })
    if (isTaken) return sending
  }
  const next = await store.entries.get([device, sequence + 1])
  return next && [...sending, { row: next, form: 'whole' }]
}

async function unlessRefused<Answer>(pushed: Promise<Answer>): Promise<Answer | undefined> {
  return pushed.catch((error: unknown) => {
    if (isContentRefused(error)) return undefined
    throw error
  })
}
