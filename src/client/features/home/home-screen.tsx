import { useTranslation } from 'react-i18next'
import { useFrame, useUpdatePrompt } from '#client/frame/use-frame.ts'
import { Screen } from '#client/ui/screen.tsx'

export function HomeScreen() {
  const { t } = useTranslation('home')
  const prompt = useUpdatePrompt()
  return (
    <Screen {...useFrame()} title={t('title')}>
      {prompt}
    </Screen>
  )
}
