import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/i18n/use-language.ts'
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
          <h2>{t('language')}</h2>
          <div className="kiosk-languages">
            {offered.map(({ code, autonym, dir }) => (
              <button key={code} type="button" lang={code} dir={dir} onClick={() => onChoose(code)}>
                {autonym}
              </button>
            ))}
          </div>
        </div>
      </div>
    </KioskPage>
  )
}
