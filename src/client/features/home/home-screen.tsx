import './home.css'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useObservable } from '#client/device/use-device.ts'
import { installation } from '#client/frame/installation.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import { buttonClass } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { DemonstrationHome } from './demonstration-home.tsx'
import { PlaceHome } from './place-home.tsx'

/** Four doors in a demonstration; elsewhere, what this device does for its place. */
export function HomeScreen() {
  const installed = useObservable(installation)
  const demonstration = installed?.programmes.some((programme) => programme.demonstration)
  return demonstration ? <DemonstrationHome /> : <PlaceHome />
}

/** An address that leads nowhere leads home. */
export function UnknownPage() {
  const { t } = useTranslation()
  return (
    <Screen
      {...useFrame()}
      title={t('unknown-page.title')}
      action={
        <Link href="/" className={buttonClass({ large: true })}>
          <span className="button-text">{t('action.home')}</span>
        </Link>
      }
    >
      <p>{t('unknown-page.text')}</p>
    </Screen>
  )
}
