import type { HandoverAnswer } from '#domain/handover.ts'
import type { Instant } from '#domain/instant.ts'
import type { Result } from '#domain/result.ts'
import type { RetireRefusal } from '#client/store/retire.ts'
import type { ExportAnswer } from '#protocol/export-file.ts'
import type { Unreadable } from '#domain/verdict.ts'
import type { Checked } from '#client/store/check-only.ts'
import type { DeviceClock } from '#client/store/clock.ts'
import type { Asked } from '#client/store/decide-claim.ts'
import type { Drafts } from '#client/store/drafts.ts'
import type { Enrolment } from '#client/store/enrolment.ts'
import type { GivenPass, HandedOverTogether } from '#client/store/hand-over.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import type { Observable } from '#client/store/observable.ts'
import type { ReadCode } from '#client/store/read-code.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import type { UndoRefusal } from '#client/store/undo-handover.ts'
import type { VoidRefusal } from '#client/store/void-redemption.ts'
import type { BringFailure } from '#client/sync/bring-export.ts'
import type { ExportFailure } from '#client/sync/export-journal.ts'
import type { Sync } from '#client/sync/sync-loop.ts'
import type { Taken } from '#client/sync/take-units.ts'
import type { Sharing } from './sharing.ts'

/**
 * An enrolment at work: what it knows and did, live, and what a person may do with it. Each act resolves once it is
 * saved and rejects with `NotSaved` when nothing was. Instants are the device's corrected time.
 */
export type Device = {
  readonly enrolment: Enrolment
  readonly sync: Sync
  /** Null before the first pull. */
  readonly knowledge: Observable<HeldKnowledge | null | undefined>
  /** The newest first. */
  readonly entries: Observable<readonly StoredEntry[] | undefined>
  readonly lastAct: Observable<StoredEntry | null | undefined>
  readonly pending: Observable<number | undefined>
  readonly now: () => Instant
  /** The same instant, with what vouches for it. */
  readonly clock: () => DeviceClock
  readonly read: (text: string, source: 'scan' | 'typed') => Promise<Result<ReadCode, Unreadable>>
  /** What a redemption would be answered; spends nothing. */
  readonly check: (asked: Asked) => Promise<Checked>
  readonly take: (asked: Asked) => Promise<Taken>
  /** The venue did not serve after NOTÉ. */
  readonly notServed: (entry: StoredEntry) => Promise<void>
  readonly checkHandover: (read: ReadCode) => Promise<HandoverAnswer>
  /** Several passes by one gesture: all are given, or none. */
  readonly handOver: (given: readonly GivenPass[]) => Promise<HandedOverTogether>
  /** The acts that are not sent, sealed for the server; `keep` notes that a file is in the person's hands. */
  readonly exportJournal: () => Promise<Result<readonly ExportInHand[], ExportFailure>>
  /** Brings a file of this or another tablet to the server. */
  readonly bringExport: (sealed: string) => Promise<Result<ExportAnswer, BringFailure>>
  /** How many acts are neither sent nor in a file, live. */
  readonly unsafe: Observable<number | undefined>
  /** How many acts the server has and no backup of it holds: a wipe leaves it the only copy. Live. */
  readonly notBackedUp: Observable<number | undefined>
  /** Forgets this device; refused while an act would be lost. */
  readonly retire: () => Promise<Result<'forgotten', RetireRefusal>>
  readonly sharing: Sharing
  readonly undo: (entry: StoredEntry) => Promise<Result<StoredEntry, UndoRefusal | VoidRefusal>>
  /** Handovers of one gesture: all are taken back, or none. */
  readonly takeBack: (
    handovers: readonly StoredEntry[],
  ) => Promise<Result<readonly StoredEntry[], UndoRefusal>>
  /** What a person is about to do here: it outlives the page, and nothing of it is sent. */
  readonly drafts: Drafts
}

export type ExportInHand = {
  readonly text: string
  readonly acts: number
  readonly keep: () => Promise<void>
}
