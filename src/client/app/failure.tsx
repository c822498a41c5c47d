import { useTranslation } from 'react-i18next'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { FrameProvider } from './frame-provider.tsx'
import { useFrame } from '#client/frame/use-frame.ts'

/** What is left when a part of the app broke: a sentence and a way out. */
export function Failure() {
  return (
    <FrameProvider>
      <FailureScreen />
    </FrameProvider>
  )
}

function FailureScreen() {
  const { t } = useTranslation()
  return (
    <Screen
      {...useFrame()}
      title={t('failure.title')}
      action={
        <Button large onClick={() => location.reload()}>
          {t('failure.reload')}
        </Button>
      }
    >
      <StateDrawing state="refused">{t('failure.text')}</StateDrawing>
      <ButtonLink kind="quiet" href="/">
        {t('action.home')}
      </ButtonLink>
    </Screen>
  )
}
