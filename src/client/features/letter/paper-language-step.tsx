import { useTranslation } from 'react-i18next'
import { useFrame } from '#client/frame/use-frame.ts'
import { languagePolicy } from '#client/i18n/language-policy.ts'
import { isDraft, languagesOffered } from '#client/i18n/locale-files.ts'
import { orderedLanguages } from '#client/i18n/ordered-languages.ts'
import { LanguageTiles } from '#client/ui/language-tiles.tsx'
import { Screen } from '#client/ui/screen.tsx'

export type PaperLanguageStepProps = {
  readonly onChoose: (code: string) => void
  readonly onBack: () => void
}

/** The language of the person, on tiles that they can point at. French alone is the first of them. */
export function PaperLanguageStep({ onChoose, onBack }: PaperLanguageStepProps) {
  const { t } = useTranslation('letter')
  const { t: f } = useTranslation()
  const offered = orderedLanguages(languagesOffered(['paper']), [], languagePolicy().first)
  return (
    <Screen {...useFrame()} title={t('language.title')} back={{ label: t('back'), onBack }}>
      <p>{t('language.text')}</p>
      <LanguageTiles
        label={t('language.title')}
        languages={offered}
        current=""
        onChoose={onChoose}
        note={(code) => (isDraft(code) ? f('language.draft') : undefined)}
      />
    </Screen>
  )
}
