import { lazy, Suspense } from 'react'
import { useAfterPaint } from '#client/ui/use-after-paint.ts'
import type { BalanceDetailsProps } from './balance-details.tsx'
import { BalanceFace } from './balance-face.tsx'
import { SeenAt } from './seen-at.tsx'
import type { ShownBalance } from './shown-balance.ts'
import { showsDate, standingOf, todayFor } from './standing.ts'
import { ValidUntil } from './valid-until.tsx'

// The first paint has the digits, the cheques and the last day; drawings, places, uses and the hour follow.
const BalanceDetails = lazy(async () => ({
  default: (await import('./balance-details.tsx')).BalanceDetails,
}))

export type BalanceBodyProps = Omit<BalanceDetailsProps, 'standing'> & {
  readonly news: Extract<ShownBalance, { type: 'balance' }>['news']
  readonly onRetry: () => void
}

/** What is left, until when, what for, where, and what was used. */
export function BalanceBody({ balance, news, onRetry, use, allPlaces }: BalanceBodyProps) {
  const today = todayFor(balance, Date.now())
  const standing = standingOf(balance, today)
  const isPainted = useAfterPaint()
  const isOld = news === 'offline' || news === 'error'
  return (
    <>
      {isOld && <SeenAt balance={balance} news={news} onRetry={onRetry} />}
      <BalanceFace balance={balance} standing={standing} />
      {showsDate(standing) && <ValidUntil lastDay={balance.lastDay} today={today} />}
      {isPainted && (
        <Suspense>
          <BalanceDetails balance={balance} standing={standing} use={use} allPlaces={allPlaces} />
        </Suspense>
      )}
      {!isOld && isPainted && <SeenAt balance={balance} news={news} onRetry={onRetry} />}
    </>
  )
}
