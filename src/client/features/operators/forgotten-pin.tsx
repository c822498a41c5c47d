import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'

/** No way round the lock, but a way out: pages for everybody stay open, and a manager's code begins anew. */
export function ForgottenPin() {
  const { t } = useTranslation('operators')
  return (
    <details className="operator-forgotten">
      <summary>{t('forgotten.title')}</summary>
      <p>{t('forgotten.colleague')}</p>
      <p>{t('forgotten.manager')}</p>
      <p>
        <Link href="/enrol">{t('forgotten.enrol')}</Link>
      </p>
    </details>
  )
}
