import { useTranslation } from 'react-i18next'
import { DeviceGate } from '#client/device/device-gate.tsx'
import { HandoverDesk } from './handover-desk.tsx'

/** A mediator gives a pass: scan, three questions, given. */
export function HandoverScreen() {
  const { t } = useTranslation('handover')
  return (
    <DeviceGate role="desk" title={t('title')}>
      {(device, held) => <HandoverDesk key={device.enrolment.device} {...{ device, held }} />}
    </DeviceGate>
  )
}
