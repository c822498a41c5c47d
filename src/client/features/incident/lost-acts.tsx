import { useTranslation } from 'react-i18next'
import type { DeviceMark } from '#client/store/marker.ts'

/** What may be lost of one device, as far as the marker outside its store tells. */
export function LostActs({ mark }: { readonly mark: DeviceMark }) {
  const { t } = useTranslation('incident')
  const { place, role, sequence, unsent } = mark
  return (
    <p>
      <strong>{role === 'manager' ? t('manager') : place}</strong>
      <br />
      {unsent > 0
        ? t('unsent', { count: unsent, sequence })
        : t(sequence > 0 ? 'sent' : 'nothing-done', { sequence })}
    </p>
  )
}
