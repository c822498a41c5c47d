import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Device } from '#client/device/device.ts'
import { UnreadableAnswer } from '#client/device/unreadable-answer.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import { ScanStep } from '#client/scan/scan-step.tsx'
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
  return (
    <ScanStep
      scanning={letter.state.type === 'scanning'}
      working={letter.state.type === 'working'}
      title={t('letter.which')}
      back={{ label: t('back'), onBack: () => go('/papers') }}
      hint={t('letter.hint')}
      number={{ label: t('letter.number.label'), hint: t('letter.number.hint') }}
      onText={letter.scan}
    >
      <LetterStep held={held} letter={letter} />
    </ScanStep>
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
