import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useDevice } from '#client/device/use-device.ts'
import { Loading } from '#client/frame/loading.tsx'
import { chooseLanguage, forgetPersonsLanguage } from '#client/i18n/translation.ts'
import { announce } from '#client/ui/announcer.tsx'
import { buttonClass } from '#client/ui/button.tsx'
import { InBoth } from '#client/ui/in-both.tsx'
import type { BalanceRequest } from '#protocol/balance.ts'
import { KioskLanguages } from './kiosk-languages.tsx'
import { KioskPage } from './kiosk-page.tsx'
import { KioskPass } from './kiosk-pass.tsx'
import { KioskNumber, KioskScan } from './kiosk-scan.tsx'
import { StillThere } from './still-there.tsx'
import { useSession } from './use-session.ts'

/** The person's pass is only here: not in the address, not in the history, not in a store. */
type Step =
  { readonly type: 'welcome' | 'scan' | 'number' } | { readonly type: 'pass'; readonly asked: BalanceRequest }

/** A tablet that many people share: one at a time reads what is left, and nothing of them stays. */
export function KioskScreen() {
  const device = useDevice('desk')
  if (device.type === 'opening') return <Loading />
  if (device.type !== 'ready') return <NotEnrolled />
  return <Kiosk />
}

function Kiosk() {
  const { t } = useTranslation('kiosk')
  const [step, setStep] = useState<Step>({ type: 'welcome' })
  const turn = useRef(0)
  const session = useSession(() => {
    turn.current += 1
    setStep({ type: 'welcome' })
    void forgetPersonsLanguage()
  })

  function end(): void {
    session.end()
    announce(t('ended'))
  }

  function choose(code: string): void {
    session.begin()
    const own = turn.current
    void chooseLanguage(code, 'this-person').then(() => {
      // The person may have gone before their language came: nobody is there to show a pass.
      if (turn.current === own) setStep({ type: 'scan' })
    })
  }

  return (
    <>
      <StepOf step={step} onStep={setStep} onChoose={choose} onEnd={end} />
      {session.presence?.type === 'asked' && (
        <StillThere asked={session.presence} onContinue={session.extend} onEnd={end} />
      )}
    </>
  )
}

type StepOfProps = {
  readonly step: Step
  readonly onStep: (step: Step) => void
  readonly onChoose: (code: string) => void
  readonly onEnd: () => void
}

function StepOf({ step, onStep, onChoose, onEnd }: StepOfProps) {
  const open = (asked: BalanceRequest) => onStep({ type: 'pass', asked })
  switch (step.type) {
    case 'welcome':
      return <KioskLanguages onChoose={onChoose} />
    case 'scan':
      return <KioskScan onPass={open} onType={() => onStep({ type: 'number' })} onEnd={onEnd} />
    case 'number':
      return <KioskNumber onPass={open} onBack={() => onStep({ type: 'scan' })} onEnd={onEnd} />
    case 'pass':
      return <KioskPass asked={step.asked} onAgain={() => onStep({ type: 'scan' })} onEnd={onEnd} />
  }
}

/** Somebody followed the address on their own phone. */
function NotEnrolled() {
  return (
    <KioskPage
      title={(say) => say('kiosk:not-enrolled.title')}
      action={
        <Link href="/p" className={buttonClass({ large: true })}>
          <span className="button-text">
            <InBoth of="kiosk" say={(say) => say('not-enrolled.balance')} named />
          </span>
        </Link>
      }
    >
      <p>
        <InBoth of="kiosk" say={(say) => say('not-enrolled.text')} />
      </p>
    </KioskPage>
  )
}
