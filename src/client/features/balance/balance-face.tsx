import './balance-face.css'
import { useTranslation } from 'react-i18next'
import { telephoneLine } from '#client/frame/persons-frame.tsx'
import { ChequeRow } from '#client/ui/cheque-row.tsx'
import { Amount, Count } from '#client/ui/figures.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Telephone } from '#client/ui/telephone.tsx'
import type { Balance } from '#protocol/balance.ts'
import { Bilingual } from './bilingual.tsx'
import { showsUnits, unitsLeft, usedOf, type Standing } from './standing.ts'

export type BalanceFaceProps = { readonly balance: Balance; readonly standing: Standing }

/** The face of the programme: how many cheques are left, in digits as large as the page holds, and as a drawing. */
export function BalanceFace({ balance, standing }: BalanceFaceProps) {
  const { t } = useTranslation('frame')
  const left = unitsLeft(balance)
  return (
    <section className="balance-face" data-standing={standing}>
      {standing !== 'usable' && <StandingNotice standing={standing} telephone={balance.telephone} />}
      {showsUnits(standing) && (
        <p className="balance-left">
          <strong className="balance-digits">
            <Count of={left} />
          </strong>{' '}
          <span className="balance-words">
            <span className="balance-unit">
              <Bilingual say={(say) => say('left', { count: left })} />
            </span>{' '}
            <span className="balance-value">
              <Amount cents={left * balance.unitCents} />
            </span>
          </span>
        </p>
      )}
      <ChequeRow
        units={balance.units}
        used={usedOf(balance)}
        label={t('cheques.row', { count: left, units: balance.units })}
      />
    </section>
  )
}

type StandingNoticeProps = {
  readonly standing: Exclude<Standing, 'usable'>
  readonly telephone: string
}

function StandingNotice({ standing, telephone }: StandingNoticeProps) {
  return (
    <Notice
      weight="important"
      action={standing !== 'in-stock' && <Telephone line={telephoneLine(telephone)} />}
    >
      <p className="balance-standing">
        <Bilingual say={(say) => say(`standing.${standing}.title`)} />
      </p>
      <p>
        <Bilingual say={(say) => say(`standing.${standing}.text`)} />
      </p>
    </Notice>
  )
}
