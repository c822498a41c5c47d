import { NearestPlaces } from '#client/places/nearest-places.tsx'
import type { BalanceBodyProps } from './balance-body.tsx'
import { GoodFor } from './good-for.tsx'
import { HowToUse } from './how-to-use.tsx'
import { showsUnits, type Standing } from './standing.ts'
import { Uses } from './uses.tsx'

export type BalanceDetailsProps = Pick<BalanceBodyProps, 'balance' | 'use' | 'allPlaces'> & {
  readonly standing: Standing
}

/** What the pass is good for, where to go with it and how, and when it was used. */
export function BalanceDetails({ balance, standing, use, allPlaces }: BalanceDetailsProps) {
  const goes = standing === 'usable' || standing === 'in-stock'
  return (
    <>
      {showsUnits(standing) && <GoodFor services={balance.services} />}
      {goes && <NearestPlaces programme={balance.number} use={use} all={allPlaces} />}
      {goes && <HowToUse />}
      <Uses uses={balance.uses} services={balance.services} />
    </>
  )
}
