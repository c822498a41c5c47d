import { useTranslation } from 'react-i18next'
import { CameraView } from '#client/scan/camera-view.tsx'
import { useCamera } from '#client/scan/use-camera.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { askedPassOf } from './asked-pass.ts'
import { Bilingual } from './bilingual.tsx'
import { openPass } from './use-asked-pass.ts'

/** Films until it reads a pass. What is no pass is said, and the camera goes on. */
export function PassCamera({ onType }: { readonly onType: () => void }) {
  const { t } = useTranslation(['balance', 'frame'])
  const camera = useCamera('environment', ({ text }) => {
    // Its page says what it is.
    if (/\/practice#\d+$/.test(text)) return location.assign(`/practice${new URL(text).hash}`)
    const asked = askedPassOf(text)
    if (asked && asked.by !== 'neither') openPass(asked)
    else announce(t('balance:problem.not-a-pass.title'), 'assertive')
  })
  const { state, retry } = camera
  return (
    <>
      <div hidden={state.type === 'refused'}>
        <CameraView camera={camera} label={t('balance:camera.label')} />
      </div>
      {state.type === 'refused' ? (
        <Notice
          weight="important"
          action={
            <Button kind="secondary" onClick={retry}>
              {t('frame:action.retry')}
            </Button>
          }
        >
          <Bilingual say={(say) => say(`camera.${state.reason}`)} />
        </Notice>
      ) : (
        <p>
          <Bilingual say={(say) => say('camera.show')} />
        </p>
      )}
      <Button kind="secondary" onClick={onType}>
        {t('balance:ask.type')}
      </Button>
    </>
  )
}
