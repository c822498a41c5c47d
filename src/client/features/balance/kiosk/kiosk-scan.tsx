import { useTranslation } from 'react-i18next'
import { CameraView } from '#client/scan/camera-view.tsx'
import { useCamera } from '#client/scan/use-camera.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { InBoth } from '#client/ui/in-both.tsx'
import { Notice } from '#client/ui/notice.tsx'
import type { BalanceRequest } from '#protocol/balance.ts'
import { askedPassOf } from '../asked-pass.ts'
import { Bilingual } from '../bilingual.tsx'
import { PassNumberForm } from '../pass-number-form.tsx'
import { KioskPage } from './kiosk-page.tsx'

export type KioskScanProps = {
  readonly onPass: (asked: BalanceRequest) => void
  readonly onType: () => void
  readonly onEnd: () => void
}

/** The camera that looks at the person reads the black square of the pass. */
export function KioskScan({ onPass, onType, onEnd }: KioskScanProps) {
  const { t } = useTranslation(['kiosk', 'balance', 'frame'])
  const camera = useCamera('user', ({ text }) => {
    const asked = askedPassOf(text)
    if (asked && asked.by !== 'neither') onPass(asked)
    else announce(t('balance:problem.not-a-pass.title'), 'assertive')
  })
  const { state, retry } = camera
  return (
    <KioskPage
      title={(say) => say('kiosk:title')}
      onEnd={onEnd}
      action={
        <Button large kind="secondary" onClick={onType}>
          {t('balance:ask.type')}
        </Button>
      }
    >
      <p className="kiosk-hint">
        <InBoth of="kiosk" say={(say) => say('show')} />
      </p>
      <div className="kiosk-camera" hidden={state.type === 'refused'}>
        <CameraView camera={camera} label={t('balance:camera.label')} />
      </div>
      {state.type === 'refused' && (
        <Notice
          weight="important"
          action={
            <Button large kind="secondary" onClick={retry}>
              {t('frame:action.retry')}
            </Button>
          }
        >
          <Bilingual say={(say) => say(`camera.${state.reason}`)} />
        </Notice>
      )}
    </KioskPage>
  )
}

export type KioskNumberProps = {
  readonly onPass: (asked: BalanceRequest) => void
  readonly onBack: () => void
  readonly onEnd: () => void
}

/** The number under the code, for when the camera cannot read it. */
export function KioskNumber({ onPass, onBack, onEnd }: KioskNumberProps) {
  const { t } = useTranslation('balance')
  return (
    <KioskPage
      title={(say) => say('balance:ask.type')}
      onBack={onBack}
      onEnd={onEnd}
      action={
        <Button large type="submit" form="kiosk-number">
          {t('number.see')}
        </Button>
      }
    >
      <PassNumberForm id="kiosk-number" onPass={onPass} />
    </KioskPage>
  )
}
