import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { writeClock, writeDayOf } from '#client/ui/written.ts'
import type { Balance } from '#protocol/balance.ts'
import { Bilingual } from './bilingual.tsx'
import type { ShownBalance } from './shown-balance.ts'

export type SeenAtProps = {
  readonly balance: Balance
  readonly news: Extract<ShownBalance, { type: 'balance' }>['news']
  readonly onRetry: () => void
}

/** The date of what is shown; without a network, said first and with what to do. */
export function SeenAt({ balance: { knownAt, timeZone }, news, onRetry }: SeenAtProps) {
  const { t } = useTranslation(['balance', 'frame'])
  const when = { day: writeDayOf(knownAt, timeZone), clock: writeClock(knownAt, timeZone) }
  if (news === 'fresh') return <p className="balance-seen">{t('balance:seen.at', when)}</p>
  if (news === 'asking') return <p className="balance-seen">{t('balance:seen.asking', when)}</p>
  return (
    <Notice
      action={
        <Button kind="secondary" onClick={onRetry}>
          {t('frame:action.retry')}
        </Button>
      }
    >
      <strong>
        <Bilingual say={(say) => say('seen.at', when)} />
      </strong>
      <p>{t(`balance:seen.${news}`)}</p>
    </Notice>
  )
}
