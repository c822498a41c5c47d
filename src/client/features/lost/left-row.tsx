import { useTranslation } from 'react-i18next'
import type { FoundPass } from '#client/store/look-up-pass.ts'
import { ChequeRow } from '#client/ui/cheque-row.tsx'
import { Turnable } from '#client/ui/turnable.tsx'

/** What is left of a pass, drawn, to be turned to the person: the numbered cheques of a booklet, the first ones of a card. */
export function LeftRow({ pass: { batch, left } }: { readonly pass: FoundPass }) {
  const { t } = useTranslation()
  const { t: d } = useTranslation('device')
  if (!batch || !left) return null
  const { units } = batch
  const used =
    batch.format === 'card'
      ? units - left.remaining
      : Array.from({ length: units }, (_, index) => left.usedCheques.has(index + 1))
  const label = t('cheques.row', { count: left.remaining, units })
  return (
    <Turnable away={d('turn.away')} back={d('turn.back')}>
      <ChequeRow units={units} used={used} size="small" label={label} />
    </Turnable>
  )
}
