import './papers.css'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { DeviceGate } from '#client/device/device-gate.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import { Screen } from '#client/ui/screen.tsx'
import { LetterDesk } from './letter-desk.tsx'
import { PaperPicture, type PaperName } from './paper-picture.tsx'
import { PosterDesk } from './poster-desk.tsx'
import { SlipDesk } from './slip-desk.tsx'

/** What a place prints for people: a letter with a pass, a slip for an appointment, its poster; of the exercise, the letter. */
export function PapersScreen({ exercise = false }: { readonly exercise?: boolean }) {
  const { t } = useTranslation('letter')
  const [path] = useLocation()
  const paper = path.split('/')[2] ?? ''
  return (
    <DeviceGate role="desk" title={t('title')}>
      {(device, held) => {
        switch (paper) {
          case 'letter':
            return <LetterDesk key={device.enrolment.device} {...{ device, held, exercise }} />
          case 'slip':
            return <SlipDesk key={device.enrolment.device} device={device} held={held} />
          case 'poster':
            return <PosterDesk held={held} />
          default:
            return <PaperChoice />
        }
      }}
    </DeviceGate>
  )
}

const papers: readonly PaperName[] = ['letter', 'slip', 'poster']

function PaperChoice() {
  const { t } = useTranslation('letter')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  return (
    <Screen {...useFrame()} title={t('title')} back={{ label: f('action.home'), onBack: () => go('/') }}>
      <ul role="list" className="papers">
        {papers.map((paper) => (
          <li key={paper}>
            <Link href={`/papers/${paper}`} className="papers-choice">
              <PaperPicture name={paper} />
              <span>
                <strong>{t(`${paper}.title`)}</strong>
                <span>{t(`${paper}.text`)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Screen>
  )
}
