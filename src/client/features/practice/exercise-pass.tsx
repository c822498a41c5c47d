import './practice.css'
import { useTranslation } from 'react-i18next'
import { useFrame } from '#client/frame/use-frame.ts'
import { Screen } from '#client/ui/screen.tsx'

/** A telephone read the code of an exercise pass: nobody must take it for the real thing. */
export function ExercisePass() {
  const { t } = useTranslation('practice')
  return (
    <div className="practice">
      <Screen {...useFrame()} title={t('exercise-pass.title')}>
        <p>
          <strong className="practice-word">{t('word')}</strong>
        </p>
        <p>{t('exercise-pass.text')}</p>
      </Screen>
    </div>
  )
}
