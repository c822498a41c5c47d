import { useTranslation } from 'react-i18next'
import type { Device } from '#client/device/device.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { Amount } from '#client/ui/figures.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { writeClock, writeDayOf } from '#client/ui/written.ts'
import { useVenueAccount } from './use-venue-account.ts'

export type VenueTotalProps = {
  readonly device: Device
  readonly held: HeldKnowledge
  readonly entries: readonly StoredEntry[]
}

/** What the programme owes the venue so far, and what this tablet has not sent yet. */
export function VenueTotal({ device, held, entries }: VenueTotalProps) {
  const { t } = useTranslation('journal')
  const known = useVenueAccount(device)
  const unsent = unsentUnits(entries)
  const { timeZone } = held.records.programme
  return (
    <Notice title={t('account.title', { place: held.structure.name })}>
      {known ? (
        <>
          <p className="venue-total">
            <strong>
              {t('account.cheques', { count: known.units })}, <Amount cents={known.payableCents} />
            </strong>
            {known.waitingUnits + unsent > 0 && (
              <span>{t('account.to-confirm', { count: known.waitingUnits + unsent })}</span>
            )}
          </p>
          <p>
            {t('account.of', { day: writeDayOf(known.at, timeZone), clock: writeClock(known.at, timeZone) })}
          </p>
        </>
      ) : (
        <p>{t('account.not-known')}</p>
      )}
    </Notice>
  )
}

function unsentUnits(entries: readonly StoredEntry[]): number {
  return entries
    .filter(({ kind, status, undoneBy }) => kind === 'redemption' && status === 'pending' && !undoneBy)
    .reduce((units, entry) => units + entry.units, 0)
}
