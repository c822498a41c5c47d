import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { buttonClass } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { useManager } from './use-manager.ts'

const page = '/manage/restored'

/** On every page of the manager while money is locked after a loss. */
export function RestoredNotice() {
  const { t } = useTranslation('manage')
  const { restored } = useManager().programme
  const [here] = useLocation()
  if (!restored || here === page) return null
  return (
    <Notice
      weight="important"
      title={t('restored.banner')}
      action={
        <Link href={page} className={buttonClass({ kind: 'secondary' })}>
          <span className="button-text">{t('restored.see')}</span>
        </Link>
      }
    >
      {t('restored.banner-text')}
    </Notice>
  )
}
