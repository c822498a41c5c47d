import { useTranslation } from 'react-i18next'
import { DeviceGate } from '#client/device/device-gate.tsx'
import { RedeemDesk } from './redeem-desk.tsx'

/** A venue takes cheques: scan, confirm, answer, next. */
export function RedeemScreen() {
  const { t } = useTranslation('redeem')
  return (
    <DeviceGate role="desk" title={t('title')}>
      {(device, held) => <RedeemDesk key={device.enrolment.device} device={device} held={held} />}
    </DeviceGate>
  )
}
