import { useTranslation } from 'react-i18next'
import { useFrame } from '#client/frame/use-frame.ts'
import type { BlockRefusal } from '#client/store/block-pass.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { useReadyAction } from '#client/ui/use-ready-action.ts'

/** The pass is not blocked here, and why. */
export function RefusedStep(props: { readonly reason: BlockRefusal; readonly onNext: () => void }) {
  const { reason, onNext } = props
  const { t } = useTranslation('lost')
  const { t: h } = useTranslation('handover')
  const sentence = reason === 'other-programme' ? h('refused.other-programme') : t(`refused.${reason}`)
  const action = useReadyAction(sentence)
  return (
    <Screen
      {...useFrame()}
      title={t('refused.title')}
      action={
        <Button large ref={action} onClick={onNext}>
          {t('another')}
        </Button>
      }
    >
      <StateDrawing state="refused">{sentence}</StateDrawing>
    </Screen>
  )
}
