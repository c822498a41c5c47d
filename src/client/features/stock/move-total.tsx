import { useTranslation } from 'react-i18next'
import { writeCount } from '#client/ui/written.ts'
import { passesNamed, type MoveDraft } from './move-draft.ts'

/** How many passes the fields name, before they are noted: a zero too many is seen here. */
export function MoveTotal({ draft }: { readonly draft: MoveDraft }) {
  const { t } = useTranslation('stock')
  const count = passesNamed(draft)
  return (
    <p className="stock-named" aria-live="polite">
      {count > 0 && t('batch.passes', { count, written: writeCount(count) })}
    </p>
  )
}
