import './keep-pass.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useObservable } from '#client/device/use-device.ts'
import { forgetPass, isInstalled, keepPass, keptPass } from '#client/frame/kept-pass.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import type { BalanceRequest } from '#protocol/balance.ts'
import { textOf } from './asked-pass.ts'
import { Bilingual } from './bilingual.tsx'
import { installOffer, takeInstallOffer } from './install-offer.ts'
import { AppPicture, SharePicture } from './keep-pictures.tsx'

type Kept = 'no' | 'asked' | 'yes'

/** Puts this pass on the screen of a person's own phone: only when they say that the phone is theirs. */
export function KeepPass({ asked }: { readonly asked: BalanceRequest }) {
  const { t } = useTranslation('balance')
  const offer = useObservable(installOffer)
  const [kept, setKept] = useState<Kept>(() => (keptPass() === textOf(asked) ? 'yes' : 'no'))

  async function keep(): Promise<void> {
    if (!keepPass(textOf(asked))) return
    setKept('yes')
    if (!offer || !(await takeInstallOffer(offer))) setKept('asked')
  }

  function forget(): void {
    forgetPass()
    setKept('no')
    announce(t('keep.forgotten'))
  }

  return (
    <section className="balance-section balance-keep screen-only">
      <h2>
        <Bilingual say={(say) => say('keep.title')} />
      </h2>
      {kept === 'no' ? (
        <>
          <p className="balance-keep-words">
            <AppPicture />
            <span>
              <Bilingual say={(say) => say('keep.text')} />{' '}
              <strong>
                <Bilingual say={(say) => say('keep.yours')} />
              </strong>
            </span>
          </p>
          <Button kind="secondary" large onClick={() => void keep()}>
            <Bilingual say={(say) => say('keep.do')} named />
          </Button>
        </>
      ) : (
        <>
          {kept === 'asked' && <KeepSteps />}
          <p className="balance-keep-words" role="status">
            <AppPicture />
            <span>
              <Bilingual say={(say) => say('keep.done')} />
            </span>
          </p>
          <p>
            <Button kind="quiet" onClick={forget}>
              <Bilingual say={(say) => say('keep.forget')} named />
            </Button>
          </p>
        </>
      )}
    </section>
  )
}

/** Where the browser made no offer, or the person said no to it, what the hand does instead. */
function KeepSteps() {
  const isApple = /iPhone|iPad/.test(navigator.userAgent)
  if (isInstalled()) return null
  if (!isApple) {
    return (
      <p>
        <Bilingual say={(say) => say('keep.menu')} />
      </p>
    )
  }
  return (
    <ol className="balance-keep-steps">
      <li>
        <SharePicture />{' '}
        <span>
          <Bilingual say={(say) => say('keep.share')} />
        </span>
      </li>
      <li>
        <Bilingual say={(say) => say('keep.add')} />
      </li>
    </ol>
  )
}
