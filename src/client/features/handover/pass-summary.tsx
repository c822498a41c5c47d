import { useTranslation } from 'react-i18next'
import { lastUseOf } from '#domain/batch.ts'
import { ChequeRow } from '#client/ui/cheque-row.tsx'
import { writeDay } from '#client/ui/written.ts'
import type { ScannedPass } from './handover-state.ts'

/** What is about to be given, before anything is asked. */
export function PassSummary({ passes }: { readonly passes: readonly ScannedPass[] }) {
  return passes.map((pass, place) => <OnePass key={place} pass={pass} />)
}

function OnePass({ pass: { batch } }: { readonly pass: ScannedPass }) {
  const { t } = useTranslation('handover')
  if (!batch) return <p>{t('pass.unknown')}</p>
  const { units, format } = batch
  return (
    <div className="pass-summary">
      <ChequeRow units={units} used={0} size="small" label={t('pass.row', { units })} />
      <p>{t(`pass.${format}`, { units, day: writeDay(lastUseOf(batch)) })}</p>
    </div>
  )
}
