import { useTranslation } from 'react-i18next'
import { isDeferred, isYes } from '#domain/verdict.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { useReadyAction } from '#client/ui/use-ready-action.ts'
import { PassDrawing } from './pass-drawing.tsx'
import type { Scanned } from './redeem-state.ts'

/** Check only: what is left and what the answer would be. Not the frame of an answer, so that nobody takes it for one. */
export function CheckedScreen(props: { readonly scanned: Scanned; readonly onNext: () => void }) {
  const { t } = useTranslation('redeem')
  const { checked } = props.scanned
  const { type } = checked.verdict
  const answer = isYes(type) ? 'yes' : isDeferred(type) ? 'noted' : 'no'
  const action = useReadyAction(t('checked.title'))
  return (
    <Screen
      {...useFrame()}
      title={t('checked.title')}
      action={
        <Button large ref={action} onClick={props.onNext}>
          {t('next')}
        </Button>
      }
    >
      <PassDrawing scanned={props.scanned} taken={0} />
      <Notice title={checked.left && t('confirm.left', { count: checked.left.remaining })}>
        {t(`checked.${answer}`)}
      </Notice>
    </Screen>
  )
}
