import type { HandoverFlag } from '#domain/handover.ts'
import type { Unreadable } from '#domain/verdict.ts'
import type { SeenKind } from '#client/scan/seen-kind.ts'
import type { BlockRefusal } from '#client/store/block-pass.ts'
import type { FoundPass } from '#client/store/look-up-pass.ts'
import type { NotSavedReason } from '#client/store/not-saved.ts'
import type { ReadCode } from '#client/store/read-code.ts'
import type { ReplaceRefusal } from '#client/store/replace-pass.ts'

/** What happened to the pass, as the mediator taps it. */
export const losses = ['lost', 'stolen', 'damaged'] as const

export type Loss = (typeof losses)[number]

/** A pass in the hand of the mediator, to be given in the place of another. */
export type FreshPass = { readonly read: ReadCode; readonly found: FoundPass }

type Trouble = { readonly notSaved: NotSavedReason | undefined }

export type LostState =
  | { readonly type: 'finding' }
  | ({ readonly type: 'found'; readonly pass: FoundPass; readonly loss: Loss | undefined } & Trouble)
  | ({ readonly type: 'blocked'; readonly pass: FoundPass; readonly loss: Loss } & Trouble)
  | { readonly type: 'unblocked'; readonly pass: FoundPass }
  | { readonly type: 'taking-new'; readonly pass: FoundPass; readonly loss: Loss }
  | ({
      readonly type: 'confirming'
      readonly pass: FoundPass
      readonly loss: Loss
      readonly fresh: FreshPass
    } & Trouble)
  | {
      readonly type: 'replaced'
      readonly pass: FoundPass
      readonly fresh: FreshPass
      readonly flags: readonly HandoverFlag[]
    }
  | {
      readonly type: 'not-this-one'
      readonly pass: FoundPass
      readonly loss: Loss
      readonly reason: ReplaceRefusal
    }
  | { readonly type: 'refused'; readonly reason: BlockRefusal }
  | {
      readonly type: 'unreadable'
      readonly reason: Unreadable
      readonly seen: SeenKind
      readonly then: ScanningState
    }
  | { readonly type: 'not-saved'; readonly reason: NotSavedReason; readonly then: ScanningState }
  | { readonly type: 'working' }

/** The camera is in front. */
export type ScanningState = Extract<LostState, { type: 'finding' | 'taking-new' }>

export function isScanning(state: LostState): state is ScanningState {
  return state.type === 'finding' || state.type === 'taking-new'
}
