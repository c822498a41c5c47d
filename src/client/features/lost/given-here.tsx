import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Uuid } from '#protocol/uuid.ts'
import { createCasework } from '#client/device/casework.ts'
import type { Device } from '#client/device/device.ts'
import { useObservable } from '#client/device/use-device.ts'
import { Button } from '#client/ui/button.tsx'
import { writeClock, writeDayOf } from '#client/ui/written.ts'
import { givenLately } from './given-lately.ts'
import { usePassName } from './use-pass-name.ts'

/** What this tablet gave today, and last before, for a person who has nothing left in hand. */
export function GivenHere(props: {
  readonly device: Device
  readonly timeZone: string
  readonly onChoose: (handover: Uuid) => void
}) {
  const { device, timeZone, onChoose } = props
  const { t } = useTranslation('lost')
  const nameOf = usePassName()
  const [handovers] = useState(() => createCasework(device.sync.link).given)
  const given = givenLately(useObservable(handovers) ?? [], { now: device.now(), timeZone })
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
