import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Programme } from '#domain/programme.ts'
import { isNotSaved, type NotSavedReason } from '#client/store/not-saved.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import type { UndoRefusal } from '#client/store/undo-handover.ts'
import type { VoidRefusal } from '#client/store/void-redemption.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button, type ButtonKind } from '#client/ui/button.tsx'
import type { Device } from './device.ts'
import { NotSavedNotice } from './not-saved-notice.tsx'

/** Whether the undo of an act is offered; the command has the last word. */
export function mayUndo(
  entry: StoredEntry,
  programme: Programme,
  { now, sync }: Pick<Device, 'now'> & { readonly sync: Pick<Device['sync'], 'state'> },
): boolean {
  const state = sync.state.current()
  if (state.type === 'paused' && state.reason === 'revoked') return false
  if (entry.undoneBy || entry.outcome?.type === 'voided') return false
  if (entry.kind === 'handover') return true
  return entry.kind === 'redemption' && now() - entry.at <= programme.rules.voidsWithin
}

type Undoing =
  | { readonly type: 'asked' | 'working' }
  | { readonly type: 'refused'; readonly reason: VoidRefusal | UndoRefusal }
  | { readonly type: 'not-saved'; readonly reason: NotSavedReason }

export type UndoActProps = {
  readonly device: Device
  readonly entry: StoredEntry
  readonly kind?: ButtonKind
  /** The handovers of one gesture, of which `entry` is the first: one undo takes all back, or none. */
  readonly together?: readonly StoredEntry[]
  readonly onUndone?: () => void
}

/** One button that undoes an act of this device, with the sentence when it cannot. */
export function UndoAct({ device, entry, kind = 'secondary', together, onUndone }: UndoActProps) {
  const { t } = useTranslation('device')
  const [undoing, setUndoing] = useState<Undoing>({ type: 'asked' })

  async function undo(): Promise<void> {
    setUndoing({ type: 'working' })
    try {
      const undone = await (together ? device.takeBack(together) : device.undo(entry))
      if (!undone.ok) return setUndoing({ type: 'refused', reason: undone.error })
      announce(t('undo.done'))
      setUndoing({ type: 'asked' })
      onUndone?.()
    } catch (error) {
      if (!isNotSaved(error)) throw error
      setUndoing({ type: 'not-saved', reason: error.notSaved })
    }
  }

  if (undoing.type === 'refused') return <p role="alert">{t(`undo.${undoing.reason}`)}</p>
  return (
    <>
      {undoing.type === 'not-saved' && <NotSavedNotice reason={undoing.reason} />}
      <Button kind={kind} disabled={undoing.type === 'working'} onClick={() => void undo()}>
        {t('undo.do')}
      </Button>
    </>
  )
}
