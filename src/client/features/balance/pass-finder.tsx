import './pass-finder.css'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CameraView } from '#client/scan/camera-view.tsx'
import type { Facing } from '#client/scan/lens.ts'
import { useCameraPermission } from '#client/scan/use-camera-permission.ts'
import { useCamera } from '#client/scan/use-camera.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import type { BalanceRequest } from '#protocol/balance.ts'
import { askedPassOf } from './asked-pass.ts'
import { Bilingual } from './bilingual.tsx'

export type PassFinderProps = {
  readonly facing: Facing
  readonly onPass: (asked: BalanceRequest) => void
  /** True where another page answers this text, which it has opened. */
  readonly elsewhere?: (text: string) => boolean
  /** On a shared tablet every target is large. */
  readonly large?: boolean
  /** Under the picture, unless there will be none. */
  readonly hint?: ReactNode
}

/** Films until it reads a pass. What is no pass is said over the picture, and the camera goes on. */
export function PassFinder(props: PassFinderProps) {
  const { may, open } = useCameraPermission()
  if (may === 'open') return <Filming {...props} />
  return (
    <>
      {may === 'will-ask' ? <Explanation onOpen={open} /> : <div className="camera-view" />}
      {props.hint}
    </>
  )
}

/** Why the browser is about to ask. */
function Explanation({ onOpen }: { readonly onOpen: () => void }) {
  const { t } = useTranslation('balance')
  return (
    <div className="pass-finder-why">
      <p>
        <Bilingual say={(say) => say('camera.why')} />
      </p>
      <Button large onClick={onOpen}>
        {t('ask.scan')}
      </Button>
    </div>
  )
}

function Filming({ facing, onPass, elsewhere, large, hint }: PassFinderProps) {
  const { t } = useTranslation(['balance', 'frame'])
  const [isNoPass, setNoPass] = useState(false)
  const camera = useCamera(facing, ({ text }) => {
    if (elsewhere?.(text)) return
    const asked = askedPassOf(text)
    if (asked && asked.by !== 'neither') {
      onPass(asked)
      return
    }
    setNoPass(true)
    announce(t('balance:problem.not-a-pass.title'), 'assertive')
  })
  const { state, retry } = camera
  return (
    <>
      <div className="pass-finder" hidden={state.type === 'refused'}>
        <CameraView camera={camera} label={t('balance:camera.label')} />
        {isNoPass && <NoPass />}
      </div>
      {state.type === 'refused' ? (
        <Notice
          weight="important"
          action={
            <Button large={large} kind="secondary" onClick={retry}>
              {t('frame:action.retry')}
            </Button>
          }
        >
          <Bilingual say={(say) => say(`camera.${state.reason}`)} />
        </Notice>
      ) : (
        hint
      )}
    </>
  )
}

/** For the eye: the ear has heard it. Until a pass is read. */
function NoPass() {
  return (
    <div className="pass-finder-no">
      <Notice weight="important">
        <p className="pass-finder-what">
          <Bilingual say={(say) => say('problem.not-a-pass.title')} />
        </p>
        <p>
          <Bilingual say={(say) => say('problem.not-a-pass.text')} />
        </p>
      </Notice>
    </div>
  )
}
