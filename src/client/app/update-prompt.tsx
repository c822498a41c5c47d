import { useTranslation } from 'react-i18next'
import { useObservable } from '#client/device/use-device.ts'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { update } from './service-worker-update.ts'

export function UpdatePrompt() {
  const { t } = useTranslation()
  const ready = useObservable(update)
  if (ready.type === 'none') return null
  return (
    <Notice
      title={t('update.ready')}
      action={
        <Button kind="secondary" onClick={ready.apply}>
          {t('update.now')}
        </Button>
      }
    />
  )
}
