import './practice.css'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Device } from '#client/device/device.ts'
import { useObservable } from '#client/device/use-device.ts'
import { Loading } from '#client/frame/loading.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button, buttonClass } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { tourOf, tourPaths, tourSteps } from './tour.ts'

type PracticeHomeProps = {
  readonly device: Device
  readonly beginAnew: () => Promise<void>
  /** The last act of the exercise, with its undo. */
  readonly lastAct: ReactNode
}

/** The five steps of the tour, those that are done ticked, and free practice beside. */
export function PracticeHome({ device, beginAnew, lastAct }: PracticeHomeProps) {
  const { t } = useTranslation('practice')
  const entries = useObservable(device.entries)
  const { done, next } = tourOf(entries ?? [])
  const [asked, setAsked] = useState(false)

  async function again(): Promise<void> {
    await beginAnew()
    setAsked(false)
    announce(t('again.done'))
  }

  if (!entries) return <Loading />
  return (
    <Screen
      {...useFrame()}
      title={next === undefined ? t('tour.finished') : t('title')}
      action={
        next && (
          <Link href={tourPaths[next]} className={buttonClass({ large: true })}>
            <span className="button-text">{t(done.size === 0 ? 'tour.start' : 'tour.continue')}</span>
          </Link>
        )
      }
    >
      <p>{t(next === undefined ? 'tour.finished-text' : 'intro')}</p>
      <p>{t('tour.progress', { done: done.size, all: tourSteps.length })}</p>
      <ol className="tour">
        {tourSteps.map((step) => (
          <li
            key={step}
            data-done={done.has(step) || undefined}
            aria-current={step === next ? 'step' : undefined}
          >
            {t(`tour.${step}`)} {done.has(step) && <strong>{t('tour.done')}</strong>}
          </li>
        ))}
      </ol>
      {lastAct}
      <nav className="practice-links">
        <Link href="/handover" className={buttonClass({ kind: 'secondary' })}>
          <span className="button-text">{t('free.handover')}</span>
        </Link>
        <Link href="/redeem" className={buttonClass({ kind: 'secondary' })}>
          <span className="button-text">{t('free.redeem')}</span>
        </Link>
        <Link href="/lost" className={buttonClass({ kind: 'secondary' })}>
          <span className="button-text">{t('free.lost')}</span>
        </Link>
        <Link href="/papers/letter" className={buttonClass({ kind: 'secondary' })}>
          <span className="button-text">{t('free.letter')}</span>
        </Link>
        <Link href="/stock" className={buttonClass({ kind: 'secondary' })}>
          <span className="button-text">{t('free.stock')}</span>
        </Link>
      </nav>
      <p className="practice-printed">{t('printed')}</p>
      <Link href="/sheet" className={buttonClass({ kind: 'secondary' })}>
        <span className="button-text">{t('sheet.do')}</span>
      </Link>
      {entries.length > 0 &&
        (asked ? (
          <div className="practice-again">
            <p>{t('again.text')}</p>
            <Button kind="secondary" onClick={() => void again()}>
              {t('again.yes')}
            </Button>
            <Button kind="quiet" onClick={() => setAsked(false)}>
              {t('again.no')}
            </Button>
          </div>
        ) : (
          <Button kind="quiet" onClick={() => setAsked(true)}>
            {t('again.do')}
          </Button>
        ))}
    </Screen>
  )
}
