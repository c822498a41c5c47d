import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/i18n/use-language.ts'
import { InBoth } from '#client/ui/in-both.tsx'
import { LanguageTiles } from '#client/ui/language-tiles.tsx'
import { PassPicture } from '../pass-picture.tsx'
import { KioskPage } from './kiosk-page.tsx'

/** The first screen: the question in French, and each language by its own name. A tap on one begins. */
export function KioskLanguages({ onChoose }: { readonly onChoose: (code: string) => void }) {
  const { t } = useTranslation('kiosk')
  const { offered } = useLanguage()
  return (
    <KioskPage title={(say) => say('kiosk:title')}>
      <div className="kiosk-welcome">
        <PassPicture />
        <div>
          <h2>
            <InBoth of="kiosk" say={(say) => say('language')} />
          </h2>
          <LanguageTiles label={t('language')} languages={offered} current="" onChoose={onChoose} />
        </div>
      </div>
    </KioskPage>
  )
}
