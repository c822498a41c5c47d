import './pass-finder.css'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CameraView } from '#client/scan/camera-view.tsx'
import type { Facing } from '#client/scan/lens.ts'
import { useCameraPermission } from '#client/scan/use-camera-permission.ts'
import { useCamera } from '#client/scan/use-camera.ts'
import { useFinderWord } from '#client/scan/use-finder-word.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { InBoth } from '#client/ui/in-both.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Bilingual } from './bilingual.tsx'
import { isPass, readPass, useKeyboardReader, type PassReader } from './pass-reader.ts'

export type PassFinderProps = PassReader & {
  readonly facing: Facing
  /** On a shared tablet every target is large. */
  readonly large?: boolean
  /** Under the picture, unless there will be none. */
  readonly hint?: ReactNode
}

/**
 * Films until it reads a pass, and hears a keyboard reader meanwhile. What is no pass is said over the picture, and the
 * camera goes on.
 */
export function PassFinder(props: PassFinderProps) {
  const isForeign = useKeyboardReader(props)
  return (
    <div className="pass-finder">
      <Finder {...props} />
      {isForeign && <NoPass />}
    </div>
  )
}

function Finder(props: PassFinderProps) {
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
  return (
    <div className="pass-finder-why">
      <p>
        <Bilingual say={(say) => say('camera.why')} />
      </p>
      <Button large onClick={onOpen}>
        <Bilingual say={(say) => say('ask.scan')} named />
      </Button>
    </div>
  )
}

function Filming(props: PassFinderProps) {
  const { facing, large, hint } = props
  const { t } = useTranslation('balance')
  const [word, follow] = useFinderWord(isPass)
  const camera = useCamera(
    facing,
    ({ text }) => {
      if (!readPass(text, props)) announce(t('problem.not-a-pass.title'), 'assertive')
    },
    follow,
  )
  const { state, retry, nextLens } = camera
  const isLost = word === 'no-code'
  useEffect(() => {
    if (isLost) announce(t('camera.no-code'))
  }, [isLost])
  return (
    <>
      <div className="pass-finder-picture" hidden={state.type === 'refused'}>
        <CameraView camera={camera} label={t('camera.label')} />
        {nextLens && (
          <div className="pass-finder-lens">
            <Button large={large} kind="secondary" onClick={nextLens}>
              <Bilingual say={(say) => say('camera.other-lens')} named />
            </Button>
          </div>
        )}
        {word === 'no-pass' && <NoPass />}
        {isLost && (
          <div className="pass-finder-no">
            <Notice>
              <Bilingual say={(say) => say('camera.no-code')} />
            </Notice>
          </div>
        )}
      </div>
      {state.type === 'refused' ? (
        <Notice
          weight="important"
          action={
            <Button large={large} kind="secondary" onClick={retry}>
              <InBoth of="frame" say={(say) => say('action.retry')} named />
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

/** For the eye: the ear has heard it. Until it is taken away. */
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
