import { useTranslation } from 'react-i18next'
import type { Device } from '#client/device/device.ts'
import { SoundToggle } from '#client/ui/sound-toggle.tsx'
import { OperatorBadge } from './operator-badge.tsx'
import { SyncBadge } from './sync-badge.tsx'

/** What the top of each page of an enrolled device says: how many acts wait, how old the data are, whether it sounds. */
export function DeviceStatus({ device }: { readonly device: Device }) {
  const { t } = useTranslation()
  return (
    <>
      <SyncBadge key={device.enrolment.device} device={device} />
      {device.enrolment.role === 'desk' && (
        <>
          <SoundToggle labels={{ mute: t('sound.mute'), sound: t('sound.sound') }} />
          <OperatorBadge device={device} />
        </>
      )}
    </>
  )
}
