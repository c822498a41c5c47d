import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Device } from '#client/device/device.ts'
import { UnreadableAnswer } from '#client/device/unreadable-answer.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import { ScanPane } from '#client/scan/scan-pane.tsx'
import { StepHost } from '#client/scan/step-host.tsx'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { LetterPaper } from './letter-paper.tsx'
import { PaperLanguageStep } from './paper-language-step.tsx'
import { useLetter, type Letter } from './use-letter.ts'

type Props = {
  readonly device: Device
  readonly held: HeldKnowledge
  /** The paper says that its pass pays nothing, and its code leads nowhere else. */
  readonly exercise: boolean
}

/** Which pass, in which language, and the letter to print. */
export function LetterDesk({ device, held, exercise }: Props) {
  const { t } = useTranslation('letter')
  const [, go] = useLocation()
  const letter = useLetter(device, held, exercise)
  const scanning = letter.state.type === 'scanning'
  return (
    <StepHost
      scanning={scanning}
      scan={
        <Screen
          {...useFrame()}
          title={t('letter.which')}
          back={{ label: t('back'), onBack: () => go('/papers') }}
        >
          <ScanPane
            filming={scanning}
            hint={t('letter.hint')}
            typed={{ label: t('letter.number.label'), hint: t('letter.number.hint'), kind: 'pass-number' }}
            onText={letter.scan}
          />
        </Screen>
      }
      working={letter.state.type === 'working'}
    >
      <LetterStep held={held} letter={letter} />
    </StepHost>
  )
}

function LetterStep({ held, letter }: { readonly held: HeldKnowledge; readonly letter: Letter }) {
  const { t } = useTranslation('letter')
  const frame = useFrame()
  const { state } = letter
  switch (state.type) {
    case 'scanning':
    case 'working':
      return null
    case 'unreadable':
      return <UnreadableAnswer reason={state.reason} seen={state.seen} onNext={letter.again} />
    case 'refused':
      return (
        <Screen
          {...frame}
          title={t('letter.which')}
          action={
            <Button large onClick={letter.again}>
              {t('letter.another')}
            </Button>
          }
        >
          <StateDrawing state="refused">{t(`letter.refused.${state.reason}`)}</StateDrawing>
        </Screen>
      )
    case 'pass':
      return state.language === undefined ? (
        <PaperLanguageStep onChoose={letter.speak} onBack={letter.again} />
      ) : (
        <LetterPaper
          held={held}
          pass={state.pass}
          language={state.language}
          onLanguage={() => letter.speak(undefined)}
          onAgain={letter.again}
        />
      )
  }
}
