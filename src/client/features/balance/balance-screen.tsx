import { lazy } from 'react'
import { awaitInstallOffer } from './install-offer.ts'
import { NoBalance } from './no-balance.tsx'
import { PassBalance } from './pass-balance.tsx'
import { useAskedPass } from './use-asked-pass.ts'

// Who opens a pass by the link of its code is not asked for one.
const AskForPass = lazy(async () => ({ default: (await import('./ask-for-pass.tsx')).AskForPass }))

export { askAhead } from './ask-ahead.ts'

awaitInstallOffer()

/** What is left on the pass in a person's hand. The phone's own camera opens it, and nothing is asked of the person. */
export function BalanceScreen() {
  const asked = useAskedPass()
  if (asked === undefined) return <AskForPass />
  if (asked.by === 'neither') return <NoBalance problem="not-a-pass" />
  return <PassBalance asked={asked} />
}
