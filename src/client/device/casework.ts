import type { Result } from '#domain/result.ts'
import { blockPass, type BlockRefusal } from '#client/store/block-pass.ts'
import { contestRedemption, type ContestRefusal } from '#client/store/contest-redemption.ts'
import { checkReplacement } from '#client/store/check-replacement.ts'
import { listHandovers } from '#client/store/list-entries.ts'
import { lookUpPass, type FoundPass } from '#client/store/look-up-pass.ts'
import type { NamedPass } from '#client/store/prove-pass.ts'
import type { Observable } from '#client/store/observable.ts'
import type { ReadCode } from '#client/store/read-code.ts'
import { readReminders, type Reminders } from '#client/store/reminders.ts'
import { replacePass, type Replaced, type ReplaceRefusal } from '#client/store/replace-pass.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import type { Link } from '#client/sync/link.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { readPassUses, type PassUses } from './read-pass-uses.ts'

/** What a desk does for a person whose pass is lost, or was counted wrongly. Each act is as those of `Device`. */
export type Casework = {
  /** The passes that this device gave, the newest first, live. */
  readonly given: Observable<readonly StoredEntry[] | undefined>
  readonly lookUp: (named: NamedPass) => Promise<FoundPass>
  readonly block: (asked: Parameters<typeof blockPass>[2]) => Promise<Result<StoredEntry, BlockRefusal>>
  /** What `replace` would answer; writes nothing. */
  readonly checkReplacement: (former: NamedPass, newer: ReadCode) => ReturnType<typeof checkReplacement>
  readonly replace: (asked: {
    readonly former: NamedPass
    readonly newer: ReadCode
    readonly reason: string
  }) => Promise<Result<Replaced, ReplaceRefusal>>
  /** What to remind people of, from what this device knows. */
  readonly reminders: (asked: Parameters<typeof readReminders>[2]) => Promise<Reminders>
  /** What was taken of a pass, as far as anybody reached knows. */
  readonly usesOf: (pass: FoundPass) => Promise<PassUses>
  /** The person says that this line of their pass is wrong. */
  readonly contest: (asked: {
    readonly line: Uuid
    readonly pass: FoundPass
    readonly reason: string
  }) => Promise<Result<StoredEntry, ContestRefusal>>
}

/** Beside `Device`, so that it is loaded only with the screens that need it. */
export function createCasework(link: Link): Casework {
  const { store, device } = link
  const { now } = link.world
  return {
    given: listHandovers(store, device),
    lookUp: (named) => lookUpPass(store, device, named),
    block: (asked) => blockPass(store, device, asked, now),
    checkReplacement: (former, newer) => checkReplacement(store, device, former, newer, now),
    replace: (asked) => replacePass(store, device, asked, now),
    reminders: (asked) => readReminders(store, device, asked, now),
    usesOf: (pass) => readPassUses(link, pass),
    contest: ({ line, pass, reason }) =>
      contestRedemption(store, device, { redemption: line, by: 'person', reason, pass: pass.code }, now),
  }
}
