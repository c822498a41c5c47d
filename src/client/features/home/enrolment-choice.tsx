import { useTranslation } from 'react-i18next'
import type { Device } from '#client/device/device.ts'
import type { EnrolledDevices } from '#client/device/devices.ts'
import { useDevices, useKnowledge } from '#client/device/use-device.ts'
import { Button } from '#client/ui/button.tsx'

/** Which place this app acts for, when it was enrolled for several. */
export function EnrolmentChoice({ enrolled }: { readonly enrolled: EnrolledDevices }) {
  const { t } = useTranslation('home')
  const desks = enrolled.all.filter(({ enrolment }) => enrolment.role === 'desk')
  if (desks.length < 2) return null
  return (
    <section className="home-places" aria-label={t('acts-for')}>
      <h2>{t('acts-for')}</h2>
      {desks.map((device) => (
        <PlaceButton key={device.enrolment.device} device={device} acting={device === enrolled.acting.desk} />
      ))}
    </section>
  )
}

function PlaceButton({ device, acting }: { readonly device: Device; readonly acting: boolean }) {
  const opened = useDevices()
  const { enrolment } = device
  const name = useKnowledge(device)?.structure.name ?? enrolment.structure
  return (
    <Button
      kind={acting ? 'primary' : 'secondary'}
      aria-pressed={acting}
      onClick={() => opened.type === 'opened' && opened.devices.actAs(enrolment.device)}
    >
      {name}
    </Button>
  )
}
