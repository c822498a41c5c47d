import { useTranslation } from 'react-i18next'
import { useParams } from 'wouter'
import { LanguageChoice } from '#client/frame/language-choice.tsx'
import { backLabel, usePersonsFrame } from '#client/frame/persons-frame.tsx'
import { PlaceList } from '#client/places/place-list.tsx'
import { InFrenchToo } from '#client/ui/in-both.tsx'
import { Screen } from '#client/ui/screen.tsx'

/** Where a pass is accepted, for anyone; it opens without a network once it was seen. */
export function PlacesScreen() {
  const { t } = useTranslation('places')
  const { programme } = useParams<{ readonly programme?: string }>()
  const frame = usePersonsFrame()
  return (
    <Screen
      {...frame}
      title={t('title')}
      back={{ label: backLabel, onBack: () => history.back() }}
      status={
        <>
          {frame.status}
          <LanguageChoice />
        </>
      }
    >
      <p className="places-title-french">
        <InFrenchToo of="places" say={(say) => say('title')} />
      </p>
      <PlaceList programme={numberOf(programme)} use="own" />
    </Screen>
  )
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined
}
