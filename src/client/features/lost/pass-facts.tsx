import { useTranslation } from 'react-i18next'
import { writeClock, writeDayOf } from '#client/ui/written.ts'
import type { FoundPass } from '#client/store/look-up-pass.ts'
import { LeftRow } from './left-row.tsx'

/** What this tablet knows of a pass, drawn, so that a person can say whether it is theirs. */
export function PassFacts({ pass, timeZone }: { readonly pass: FoundPass; readonly timeZone: string }) {
  const { t } = useTranslation('lost')
  const { batch, left, state, givenAt, knownAt } = pass
  if (!batch || !left || !state) return <p>{t('pass.unknown')}</p>
  const count = left.remaining
  const isOpen = state !== 'closed'
  return (
    <>
      {isOpen && <LeftRow pass={pass} />}
      {isOpen && <p>{t('pass.left', { count, day: writeDayOf(knownAt, timeZone) })}</p>}
      {givenAt !== undefined && (
        <p>{t('pass.given', { day: writeDayOf(givenAt, timeZone), clock: writeClock(givenAt, timeZone) })}</p>
      )}
      {state === 'in-stock' && <p>{t('pass.in-stock')}</p>}
    </>
  )
}
