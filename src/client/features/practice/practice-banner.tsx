import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { Device } from '#client/device/device.ts'
import { useObservable } from '#client/device/use-device.ts'
import { tourOf, tourSteps } from './tour.ts'

/** On every screen of the exercise: the word, what to do next, and the way out. */
export function PracticeBanner({ device }: { readonly device: Device }) {
  const { t } = useTranslation('practice')
  const [path] = useLocation()
  const entries = useObservable(device.entries)
  const { next } = tourOf(entries ?? [])
  return (
    <div className="practice-banner">
      <strong className="practice-word">{t('word')}</strong>
      {entries && path !== '/' && (
        <span className="practice-step">
          {next
            ? t('banner.step', {
                step: tourSteps.indexOf(next) + 1,
                all: tourSteps.length,
                what: t(`tour.${next}`),
              })
            : t('tour.finished')}
        </span>
      )}
      {path !== '/' && <Link href="/">{t('banner.tour')}</Link>}
      <Link href="~/">{t('banner.leave')}</Link>
    </div>
  )
}
