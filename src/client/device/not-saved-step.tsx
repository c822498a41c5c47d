import { useTranslation } from 'react-i18next'
import { useFrame } from '#client/frame/use-frame.ts'
import type { NotSavedReason } from '#client/store/not-saved.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { NotSavedNotice } from './not-saved-notice.tsx'

/** A scan that could not even be looked up. */
export function NotSavedStep(props: { readonly reason: NotSavedReason; readonly onNext: () => void }) {
  const { t } = useTranslation()
  return (
    <Screen
      {...useFrame()}
      title={t('appName')}
      action={
        <Button large autoFocus onClick={props.onNext}>
          {t('action.next')}
        </Button>
      }
    >
      <NotSavedNotice reason={props.reason} />
    </Screen>
  )
}
