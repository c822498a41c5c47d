import { useTranslation } from 'react-i18next'
import type { Uuid } from '#protocol/uuid.ts'
import type { Device } from '#client/device/device.ts'
import { useObservable } from '#client/device/use-device.ts'
import { Button } from '#client/ui/button.tsx'
import { writeClock, writeDayOf } from '#client/ui/written.ts'
import { usePassName } from './use-pass-name.ts'

const mostShown = 8

/** What this tablet gave last, for a person who has nothing left in hand. */
export function GivenHere(props: {
  readonly device: Device
  readonly timeZone: string
  readonly onChoose: (handover: Uuid) => void
}) {
  const { device, timeZone, onChoose } = props
  const { t } = useTranslation('lost')
  const nameOf = usePassName()
  const given = (useObservable(device.entries) ?? [])
    // Another device of this app proves nothing here.
    .filter(
      (entry) => entry.kind === 'handover' && !entry.undoneBy && entry.device === device.enrolment.device,
    )
    .slice(0, mostShown)
  return (
    <section className="lost-given">
      <h2>{t('given.title')}</h2>
      <p>{t(given.length === 0 ? 'given.none' : 'given.text')}</p>
      <ul role="list" className="button-stack">
        {given.map((entry) => (
          <li key={entry.id}>
            <Button kind="secondary" onClick={() => onChoose(entry.id)}>
              {t('given.at', { day: writeDayOf(entry.at, timeZone), clock: writeClock(entry.at, timeZone) })}
              {' · '}
              {nameOf(entry)}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
