import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'
import type { Origin } from './origin.ts'

/** From where the distances are counted, and the way to another start. */
export function ChosenFrom({ origin, onChange }: { readonly origin: Origin; readonly onChange: () => void }) {
  const { t } = useTranslation('places')
  return (
    <p className="places-from">
      <span>
        {origin.by === 'commune'
          ? t('from.chosen-commune', { name: origin.name })
          : t(`from.chosen-${origin.by}`)}
      </span>{' '}
      <Button kind="quiet" className="screen-only" onClick={onChange}>
        {t('from.change')}
      </Button>
    </p>
  )
}
