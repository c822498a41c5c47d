import { useTranslation } from 'react-i18next'
import { ChequeRow } from '#client/ui/cheque-row.tsx'
import { Figures } from '#client/ui/figures.tsx'
import type { Sample } from '#protocol/demonstration.ts'
import { groupsOf } from '#protocol/pass-number.ts'
import type { SampleKind } from './chosen-samples.ts'
import { QrCode } from './qr-code.tsx'

export type SampleCardProps = { readonly kind: SampleKind; readonly sample: Sample }

/** One code as it would be printed, what it is, and what is left on its pass. */
export function SampleCard({ kind, sample }: SampleCardProps) {
  const { t } = useTranslation(['samples', 'frame'])
  const { units, remaining, cheque, number, text } = sample
  const title = t(`samples:kind.${kind}.title`, { cheque })
  return (
    <li className="sample">
      <h2>{title}</h2>
      <p>{t(`samples:kind.${kind}.text`)}</p>
      <QrCode text={text} label={title} />
      <p className="sample-number">
        <span className="spoken-only">{t('samples:number')}</span> <Figures code>{groupsOf(number)}</Figures>
      </p>
      <ChequeRow
        size="small"
        units={units}
        used={usedOf(sample)}
        label={t('frame:cheques.row', { count: remaining, units })}
      />
      <p className="sample-left">{t('frame:cheques.left', { count: remaining })}</p>
      <a className="screen-only" href={text.slice(text.indexOf('/p#'))}>
        {t('samples:open')}
      </a>
    </li>
  )
}

function usedOf({ units, remaining, usedCheques }: Sample): number | readonly boolean[] {
  if (usedCheques.length === 0) return units - remaining
  return Array.from({ length: units }, (_, index) => usedCheques.includes(index + 1))
}
