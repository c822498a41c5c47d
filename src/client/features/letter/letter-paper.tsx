import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { communesOf } from '#domain/communes.ts'
import { ChosenFrom } from '#client/places/chosen-from.tsx'
import { placesOf } from '#client/places/known-places.ts'
import { OriginChoice } from '#client/places/origin-choice.tsx'
import { useOrigin } from '#client/places/use-origin.ts'
import { usePlaces } from '#client/places/use-places.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Notice } from '#client/ui/notice.tsx'
import { writeDayOf } from '#client/ui/written.ts'
import { LetterPage } from './letter-page.tsx'
import type { LetterPass } from './letter-pass.ts'
import { PaperScreen } from './paper-screen.tsx'

export type LetterPaperProps = {
  readonly held: HeldKnowledge
  readonly pass: LetterPass
  readonly language: string
  readonly onLanguage: () => void
  readonly onAgain: () => void
}

/** The letter as it will be printed; its places are the nearest to this place, or to the town that the person names. */
export function LetterPaper({ held, pass, language, onLanguage, onAgain }: LetterPaperProps) {
  const { t } = useTranslation('letter')
  const known = useMemo(() => placesOf(held), [held])
  const communes = useMemo(() => communesOf(known.structures), [known])
  const chosen = useOrigin('shared')
  const found = usePlaces(known, chosen.origin, undefined)
  const { programme } = held.records
  return (
    <PaperScreen
      title={t('letter.title')}
      language={language}
      onLanguage={onLanguage}
      back={{ label: t('letter.another'), onBack: onAgain }}
      before={
        <>
          {pass.warning && <Notice weight="important">{t(`letter.warning.${pass.warning}`)}</Notice>}
          {pass.until === undefined && <Notice>{t('letter.not-known')}</Notice>}
          {pass.number === undefined && pass.warning !== 'training' && <p>{t('letter.copy')}</p>}
          {chosen.origin ? (
            <ChosenFrom origin={chosen.origin} onChange={() => chosen.choose(undefined)} />
          ) : (
            <OriginChoice chosen={chosen} communes={communes} use="shared" />
          )}
        </>
      }
    >
      {found && (
        <LetterPage
          key={language}
          pass={pass}
          programme={programme}
          structure={held.structure}
          found={found}
          knownOn={writeDayOf(known.at, known.timeZone)}
        />
      )}
    </PaperScreen>
  )
}
