import { useTranslation } from 'react-i18next'
import { ChequeRow } from '#client/ui/cheque-row.tsx'
import { Turnable } from '#client/ui/turnable.tsx'
import { drawnUsed } from './drawn-used.ts'
import type { Scanned } from './redeem-state.ts'

export type PassDrawingProps = {
  readonly scanned: Scanned
  /** Units that this act has just taken. */
  readonly taken: number
}

/** What is left, drawn as the row of cheques, to be turned to the person. */
export function PassDrawing({ scanned, taken }: PassDrawingProps) {
  const { t: f } = useTranslation()
  const { t: d } = useTranslation('device')
  const { left, knowledge } = scanned.checked
  const { batch } = knowledge
  if (!batch || !left) return null
  const remaining = Math.max(0, left.remaining - taken)
  const cheque = scanned.read.code?.cheque ?? 0
  const used = drawnUsed(batch, left, taken > 0 ? { taken, cheque } : undefined)
  const label = f('cheques.row', { count: remaining, units: batch.units })
  return (
    <Turnable away={d('turn.away')} back={d('turn.back')}>
      <ChequeRow units={batch.units} {...used} label={label} />
    </Turnable>
  )
}
