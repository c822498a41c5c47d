import './field-test.css'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useFrame } from '#client/frame/use-frame.ts'
import { announce } from '#client/ui/announcer.tsx'
import { soundAnswer } from '#client/ui/answer-sound.ts'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { SettingFields } from './setting-fields.tsx'
import { readsOf, secondsToFirstRead, type Setting } from './trial.ts'
import { TrialTable } from './trial-table.tsx'
import { useTrials } from './use-trials.ts'

const CameraPane = lazy(async () => ({ default: (await import('#client/scan/camera-pane.tsx')).CameraPane }))

/** How long this tablet takes to read a code, measured by whoever holds it, for the sheet of docs/field-test.md. */
export function FieldTestScreen() {
  const { t } = useTranslation('field-test')
  const { t: s } = useTranslation('scan')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  const [setting, setSetting] = useState<Setting>(atFirst)
  const [filming, setFilming] = useState(false)
  const view = useRef<HTMLDivElement>(null)
  const { done, running, start, hear, finish, forget } = useTrials(
    () => sizeOf(view.current),
    () => {
      soundAnswer('yes')
      announce(t('read-now'))
    },
  )
  const seconds = running && secondsToFirstRead(running)
  return (
    <Screen
      {...useFrame()}
      title={t('title')}
      back={{ label: f('action.home'), onBack: () => go('/') }}
      action={
        running ? (
          <Button large onClick={finish}>
            {t(seconds === undefined ? 'give-up' : 'next')}
          </Button>
        ) : (
          <Button large disabled={!filming} onClick={({ timeStamp }) => start(setting, timeStamp)}>
            {t('start')}
          </Button>
        )
      }
    >
      {!running && <p>{t('how')}</p>}
      {!running && <SettingFields setting={setting} onChange={setSetting} />}
      <div ref={view} className="field-test-camera">
        <Suspense fallback={<div className="camera-view" />}>
          <CameraPane
            filming
            facing={setting.camera === 'back' ? 'environment' : 'user'}
            label={s('label')}
            onText={() => undefined}
            onAttempt={hear}
            onState={({ type }) => setFilming(type === 'scanning')}
            refused={(reason, retry) => (
              <Notice
                weight="important"
                action={
                  <Button kind="secondary" onClick={retry}>
                    {s('retry')}
                  </Button>
                }
              >
                {s(`refused.${reason}`)}
              </Notice>
            )}
          />
        </Suspense>
      </div>
      {running && (
        <div className="field-test-now">
          <p role="status">
            {seconds === undefined ? t('looking') : t('read-in', { seconds: written(seconds) })}
          </p>
          <p className="field-test-share">
            {t('share-now', { reads: readsOf(running), attempts: running.attempts.length })}
          </p>
        </div>
      )}
      {!running && done.length > 0 && <TrialTable trials={done} onForget={forget} />}
    </Screen>
  )
}

const atFirst: Setting = { support: 'paper', distance: '20', light: 'day', camera: 'back' }

/** What the camera gives now; the sheet asks for it because a tablet may give less than it was asked for. */
function sizeOf(view: HTMLElement | null): string {
  const video = view?.querySelector('video')
  return video ? `${video.videoWidth}x${video.videoHeight}` : ''
}

function written(seconds: number): string {
  return seconds.toFixed(1).replace('.', ',')
}
