import { useTranslation } from 'react-i18next'
import { useFrame } from '#client/frame/use-frame.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { useReadyAction } from '#client/ui/use-ready-action.ts'
import type { PassesInHand } from './handover-state.ts'
import { PassSummary } from './pass-summary.tsx'

export function UndoneStep(props: { readonly passes: PassesInHand; readonly onNext: () => void }) {
  const { t } = useTranslation('handover')
  const title = t('undone.title')
  const action = useReadyAction(title)
  return (
    <Screen
      {...useFrame()}
      title={title}
      action={
        <Button large ref={action} onClick={props.onNext}>
          {t('next')}
        </Button>
      }
    >
      <p>{t(props.passes.length === 1 ? 'undone.text' : 'undone.several')}</p>
      <PassSummary passes={props.passes} />
    </Screen>
  )
}
