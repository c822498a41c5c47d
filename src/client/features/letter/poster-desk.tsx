import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useFrame } from '#client/frame/use-frame.ts'
import { languagePolicy } from '#client/i18n/language-policy.ts'
import { french, languageOf } from '#client/i18n/languages.ts'
import { isDraft, languagesOffered } from '#client/i18n/locale-files.ts'
import { orderedLanguages } from '#client/i18n/ordered-languages.ts'
import { useTextsOf } from '#client/i18n/use-texts-of.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Button } from '#client/ui/button.tsx'
import { ChoiceTiles } from '#client/ui/choice-tiles.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { paperNamespaces } from './paper-language.ts'
import { PaperScreen } from './paper-screen.tsx'
import { firstPosterLanguages, mostPosterLanguages } from './poster-languages.ts'
import { PosterPage } from './poster-page.tsx'

/** In which languages, and the poster of this place in them. */
export function PosterDesk({ held }: { readonly held: HeldKnowledge }) {
  const { t } = useTranslation('letter')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  const frame = useFrame()
  const offered = orderedLanguages(languagesOffered(['paper']), [], languagePolicy().first)
  const others = offered.filter(({ code }) => code !== french.code)
  const [codes, setCodes] = useState(() =>
    firstPosterLanguages(
      held.structure,
      languagePolicy().first,
      others.map(({ code }) => code),
    ),
  )
  const [shown, setShown] = useState(false)
  const texts = useTextsOf([french.code, ...codes], paperNamespaces)
  const absent = texts?.absent ?? []
  if (shown) {
    return (
      <PaperScreen
        title={t('poster.title')}
        language={french.code}
        back={{ label: t('poster.change'), onBack: () => setShown(false) }}
        before={
          absent.length > 0 && (
            <Notice weight="important">
              {t('language.absent', { name: absent.map((code) => languageOf(code).frenchName).join(', ') })}
            </Notice>
          )
        }
      >
        {texts && (
          <PosterPage
            structure={held.structure}
            programme={held.records.programme}
            codes={codes.filter((code) => !absent.includes(code))}
          />
        )}
      </PaperScreen>
    )
  }
  return (
    <Screen
      {...frame}
      title={t('poster.languages')}
      back={{ label: t('back'), onBack: () => go('/papers') }}
      action={
        <Button large onClick={() => setShown(true)}>
          {t('poster.show')}
        </Button>
      }
    >
      <ChoiceTiles
        legend={t('poster.languages')}
        legendHidden
        hint={t('poster.hint')}
        kind="several"
        choices={others.map(({ code, autonym, frenchName, dir }) => ({
          value: code,
          label: autonym,
          lang: code,
          dir,
          note: isDraft(code) ? `${frenchName} · ${f('language.draft')}` : frenchName,
        }))}
        chosen={codes}
        onChoose={(chosen) => setCodes(chosen.slice(-mostPosterLanguages))}
      />
    </Screen>
  )
}
