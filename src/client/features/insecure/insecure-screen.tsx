import './insecure.css'
import { useTranslation } from 'react-i18next'
import { useFrame } from '#client/frame/use-frame.ts'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'

const ways = ['domain', 'cable', 'authority'] as const

/** Shown at once where the browser closes the camera and the store: what to do instead, in words. */
export function InsecureScreen() {
  const { t } = useTranslation('insecure')
  const local = `http://localhost${location.port && `:${location.port}`}`
  return (
    <Screen {...useFrame()} title={t('title')}>
      <Notice weight="important">
        <p>{t('address', { address: location.origin })}</p>
        <p>{t('why')}</p>
        <p>{t('this-machine', { local })}</p>
      </Notice>
      <h2>{t('ways')}</h2>
      <ol className="insecure-ways">
        {ways.map((way) => (
          <li key={way}>
            <strong>{t(`${way}.title`)}</strong>
            <p>{t(`${way}.text`, { local })}</p>
          </li>
        ))}
      </ol>
      <p>{t('document')}</p>
    </Screen>
  )
}
