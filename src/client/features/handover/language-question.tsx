import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { frequentLanguages, spokenLanguages, type SpokenLanguage } from '#client/i18n/spoken-languages.ts'
import { Button } from '#client/ui/button.tsx'
import { AnswerTiles } from '#client/ui/answer-tiles.tsx'
import type { Choice } from '#client/ui/choice-tiles.tsx'
import { Field } from '#client/ui/field.tsx'
import { languagesLike } from './languages-like.ts'

export type LanguageQuestionProps = {
  readonly language: string | undefined
  readonly onAnswer: (said: { readonly language: string | undefined }) => void
}

/** The frequent languages first; all of them, to be searched, behind one button. */
export function LanguageQuestion({ language, onAnswer }: LanguageQuestionProps) {
  const { t } = useTranslation('handover')
  const [search, setSearch] = useState<string>()
  const shown = search === undefined ? frequent : languagesLike(spokenLanguages, search)
  const notSaid: Choice = { value: 'not-said', label: t('language.not-said') }
  return (
    <>
      {search !== undefined && (
        <Field label={t('language.search')}>
          {(control) => (
            <input
              {...control}
              type="search"
              autoFocus
              autoComplete="off"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          )}
        </Field>
      )}
      {shown.length === 0 && <p role="status">{t('language.none')}</p>}
      <AnswerTiles
        label={t('language.title')}
        answers={[...shown.map(choiceOf), notSaid]}
        given={language}
        onAnswer={(given) => onAnswer({ language: given })}
      />
      {search === undefined && (
        <Button kind="secondary" onClick={() => setSearch('')}>
          {t('language.all')}
        </Button>
      )}
    </>
  )
}

const frequent = frequentLanguages.flatMap(
  (code) => spokenLanguages.find((language) => language.code === code) ?? [],
)

function choiceOf({ code, autonym, frenchName, dir }: SpokenLanguage): Choice {
  return { value: code, label: autonym, lang: code, dir, note: frenchName }
}
