import type { ReactNode } from 'react'
import type { Balance } from '#protocol/balance.ts'
import { useMoreNamespaces } from '#client/i18n/use-more-namespaces.ts'
import { NearestPlaces } from '#client/places/nearest-places.tsx'
import { GoodFor } from './good-for.tsx'
import { HowToUse } from './how-to-use.tsx'
import { showsUnits, type Standing } from './standing.ts'
import { Uses } from './uses.tsx'

export type BalanceDetailsProps = {
  readonly balance: Balance
  readonly standing: Standing
  readonly use: 'own' | 'shared'
  /** The way to all the places. */
  readonly allPlaces: ReactNode
}

/** What the pass is good for, where to go with it and how, and when it was used. */
export function BalanceDetails({ balance, standing, use, allPlaces }: BalanceDetailsProps) {
  const isSaid = useMoreNamespaces('places')
  const goes = standing === 'usable' || standing === 'in-stock'
  if (!isSaid) return null
  return (
    <>
      {showsUnits(standing) && <GoodFor services={balance.services} />}
      {goes && <NearestPlaces programme={balance.number} use={use} all={allPlaces} />}
      {goes && <HowToUse />}
      <Uses used={balance.used} uses={balance.uses} services={balance.services} />
    </>
  )
}
