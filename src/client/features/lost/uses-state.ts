import type { Unreadable } from '#domain/verdict.ts'
import type { PassUses } from '#client/device/read-pass-uses.ts'
import type { SeenKind } from '#client/scan/seen-kind.ts'
import type { ContestRefusal } from '#client/store/contest-redemption.ts'
import type { FoundPass } from '#client/store/look-up-pass.ts'
import type { NotSavedReason } from '#client/store/not-saved.ts'
import type { Uuid } from '#protocol/uuid.ts'

export type UsesState =
  | { readonly type: 'finding' }
  | { readonly type: 'working' }
  | {
      readonly type: 'pointing'
      readonly pass: FoundPass
      readonly uses: PassUses
      readonly line: Uuid | undefined
      readonly notSaved: NotSavedReason | undefined
    }
  | { readonly type: 'contested'; readonly pass: FoundPass }
  | { readonly type: 'refused'; readonly reason: ContestRefusal }
  | { readonly type: 'unreadable'; readonly reason: Unreadable; readonly seen: SeenKind }
  | { readonly type: 'not-saved'; readonly reason: NotSavedReason }
