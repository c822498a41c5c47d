import './loading.css'
import { useTranslation } from 'react-i18next'
import { StateDrawing } from '#client/ui/state-drawing.tsx'

/** Something is on its way: drawn, said, and announced as busy. */
export function Loading() {
  const { t } = useTranslation('frame')
  return (
    <div className="loading" aria-busy="true">
      <StateDrawing state="loading">{t('state.loading')}</StateDrawing>
    </div>
  )
}
