import { useTranslation } from 'react-i18next'
import { useFrame } from '#client/frame/use-frame.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { useReadyAction } from '#client/ui/use-ready-action.ts'
import { isBooklet } from './is-booklet.ts'
import { PassDrawing } from './pass-drawing.tsx'
import type { Scanned } from './redeem-state.ts'

export function UndoneScreen(props: { readonly scanned: Scanned; readonly onNext: () => void }) {
  const { t } = useTranslation('redeem')
  const { scanned } = props
  const cheque = scanned.read.code?.cheque ?? 0
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
      <p>{isBooklet(scanned) ? t('undone.cheque', { cheque }) : t('undone.card')}</p>
      <PassDrawing scanned={scanned} taken={0} />
    </Screen>
  )
}
