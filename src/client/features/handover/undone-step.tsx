import { useTranslation } from 'react-i18next'
import { useFrame } from '#client/frame/use-frame.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { useReadyAction } from '#client/ui/use-ready-action.ts'
import type { ScannedPass } from './handover-state.ts'
import { PassSummary } from './pass-summary.tsx'

export function UndoneStep(props: { readonly pass: ScannedPass; readonly onNext: () => void }) {
  const { t } = useTranslation('handover')
  const action = useReadyAction(t('undone.title'))
  return (
    <Screen
      {...useFrame()}
      title={t('undone.title')}
      action={
        <Button large ref={action} onClick={props.onNext}>
          {t('next')}
        </Button>
      }
    >
      <p>{t('undone.text')}</p>
      <PassSummary pass={props.pass} />
    </Screen>
  )
}
