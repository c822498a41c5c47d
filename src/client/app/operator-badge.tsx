import './operator-badge.css'
import { useTranslation } from 'react-i18next'
import type { Device } from '#client/device/device.ts'
import { useObservable } from '#client/device/use-device.ts'

/** Who is at work: one tap leaves the tablet to another name, and what is on the screen waits. */
export function OperatorBadge({ device }: { readonly device: Device }) {
  const { t } = useTranslation()
  const { sharing } = device
  const atWork = useObservable(sharing.atWork)
  const operator = useObservable(sharing.operators).find(({ id }) => id === atWork)
  if (!operator) return null
  return (
    <button type="button" className="operator-badge" onClick={sharing.lock}>
      <bdi>{operator.name}</bdi> <span>{t('operator.change')}</span>
    </button>
  )
}
