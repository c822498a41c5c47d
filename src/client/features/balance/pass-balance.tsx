import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useEnrolled, useKnowledge } from '#client/device/use-device.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button, buttonClass } from '#client/ui/button.tsx'
import { InBoth } from '#client/ui/in-both.tsx'
import { useAfterPaint } from '#client/ui/use-after-paint.ts'
import type { Balance, BalanceRequest } from '#protocol/balance.ts'
import { BalanceBody } from './balance-body.tsx'
import { BalancePage } from './balance-page.tsx'
import { Bilingual } from './bilingual.tsx'
import { deviceActs } from './acts-of-place.ts'
import { NoBalance } from './no-balance.tsx'
import { Searching } from './searching.tsx'
import type { ShownBalance } from './shown-balance.ts'
import { standingOf, todayFor, unitsLeft } from './standing.ts'
import { useBalance } from './use-balance.ts'
import { leavePass } from './use-asked-pass.ts'

// Not needed for the first paint, and most phones never ask for it.
const KeepPass = lazy(async () => ({ default: (await import('./keep-pass.tsx')).KeepPass }))

// Only on the tablet of a place.
const DeviceActs = lazy(async () => ({ default: (await import('./device-acts.tsx')).DeviceActs }))

/** One pass: what is left, until when, what for, and when it was used. */
export function PassBalance({ asked }: { readonly asked: BalanceRequest }) {
  const { shown, retry } = useBalance(asked)
  useSpoken(shown)
  switch (shown.type) {
    case 'loading':
      return (
        <BalancePage title={(say) => say('title')}>
          <Searching />
        </BalancePage>
      )
    case 'problem':
      return <NoBalance problem={shown.problem} telephone={shown.telephone} onRetry={retry} />
    case 'balance':
      return <Shown asked={asked} balance={shown.balance} news={shown.news} onRetry={retry} />
  }
}

type ShownProps = {
  readonly asked: BalanceRequest
  readonly balance: Balance
  readonly news: Extract<ShownBalance, { type: 'balance' }>['news']
  readonly onRetry: () => void
}

function Shown({ asked, balance, news, onRetry }: ShownProps) {
  const structure = useKnowledge(useEnrolled()?.acting.desk)?.structure
  const standing = standingOf(balance, todayFor(balance, Date.now()))
  const isPainted = useAfterPaint()
  const acts = structure ? deviceActs(structure, standing) : []
  return (
    <BalancePage
      title={(say) => say('title')}
      telephone={balance.telephone}
      action={
        acts.length > 0 && (
          <Suspense>
            <DeviceActs asked={asked} acts={acts} />
          </Suspense>
        )
      }
    >
      <BalanceBody
        balance={balance}
        news={news}
        onRetry={onRetry}
        use="own"
        allPlaces={
          <Link href={placesPath(balance)} className={buttonClass({ kind: 'secondary', large: true })}>
            <span className="button-text">
              <InBoth of="places" say={(say) => say('see-all')} named />
            </span>
          </Link>
        }
      />
      {isPainted && !structure && (
        <Suspense>
          <KeepPass asked={asked} />
        </Suspense>
      )}
      <p className="balance-more screen-only">
        <Button kind="quiet" onClick={() => window.print()}>
          <InBoth of="frame" say={(say) => say('action.print')} named />
        </Button>
        <Button kind="quiet" onClick={leavePass}>
          <Bilingual say={(say) => say('another')} named />
        </Button>
      </p>
    </BalancePage>
  )
}

function placesPath({ number }: Balance): string {
  return number === undefined ? '/places' : `/places/${number}`
}

function useSpoken(shown: ShownBalance): void {
  const { t } = useTranslation('frame')
  const spoken =
    shown.type === 'balance'
      ? t('cheques.row', { count: unitsLeft(shown.balance), units: shown.balance.units })
      : ''
  useEffect(() => {
    if (spoken) announce(spoken)
  }, [spoken])
}
