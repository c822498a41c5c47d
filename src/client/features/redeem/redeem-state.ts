import type { Service } from '#domain/programme.ts'
import type { Unreadable, Verdict } from '#domain/verdict.ts'
import type { Checked } from '#client/store/check-only.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import type { SeenKind } from '#client/scan/seen-kind.ts'
import type { NotSavedReason } from '#client/store/not-saved.ts'
import type { ReadCode } from '#client/store/read-code.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'

/** A code in front of the venue, with what the device says of it for the service chosen. */
export type Scanned = {
  readonly text: ScannedText
  readonly read: ReadCode
  readonly checked: Checked
  /** Undefined until a person chose among several. */
  readonly service: Service | undefined
}

/** Where one redemption stands. A turn counts the scans, so that each answer is spoken. */
export type RedeemState =
  | { readonly type: 'scanning' }
  | { readonly type: 'confirming'; readonly scanned: Scanned; readonly notSaved: NotSavedReason | undefined }
  | { readonly type: 'answering'; readonly scanned: Scanned | undefined }
  | { readonly type: 'answered'; readonly answer: Answered }

export type Answered =
  | { readonly type: 'unreadable'; readonly reason: Unreadable; readonly seen: SeenKind }
  | {
      readonly type: 'verdict'
      readonly scanned: Scanned
      readonly verdict: Verdict
      readonly entry: StoredEntry
      /** After NOTÉ: what the venue did. */
      readonly served: 'asked' | 'served' | 'declined'
    }
  | { readonly type: 'checked'; readonly scanned: Scanned }
  | { readonly type: 'undone'; readonly scanned: Scanned }
  | { readonly type: 'not-saved'; readonly reason: NotSavedReason }
