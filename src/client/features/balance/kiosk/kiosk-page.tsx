import '../balance.css'
import './kiosk.css'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { backLabel, usePersonsFrame } from '#client/frame/persons-frame.tsx'
import { french, isFrench } from '#client/i18n/languages.ts'
import { useLanguage } from '#client/i18n/use-language.ts'
import { Button } from '#client/ui/button.tsx'
import { Handset } from '#client/ui/icon.tsx'
import { FrenchAside, InBoth } from '#client/ui/in-both.tsx'
import { Screen } from '#client/ui/screen.tsx'

const said = ['kiosk', 'balance', 'places'] as const

export type SayKiosk = TFunction<['kiosk', 'balance', 'places']>

export type KioskPageProps = {
  readonly title: (say: SayKiosk) => string
  readonly telephone?: string | undefined
  readonly onBack?: (() => void) | undefined
  /** Nobody is here yet: there is nothing to end. */
  readonly onEnd?: (() => void) | undefined
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** A page of the shared tablet: the way out is large, at the same place, and wipes everything. */
export function KioskPage({ title, telephone, onBack, onEnd, action, children }: KioskPageProps) {
  const { t, i18n } = useTranslation(said)
  const { language } = useLanguage()
  const frame = usePersonsFrame()
  const number = telephone ?? frame.telephone?.number
  return (
    <div className="kiosk">
      <Screen
        {...{ appName: frame.appName, skipLabel: undefined, banner: frame.banner }}
        title={title(t)}
        wide
        back={onBack && { label: backLabel, onBack }}
        status={
          onEnd && (
            <>
              <BackToFrench />
              <Button large className="kiosk-end" onClick={onEnd}>
                <InBoth of="kiosk" say={(say) => say('end')} named />
              </Button>
            </>
          )
        }
        action={action}
        // A number to read, not to press: nobody calls with a tablet.
        footer={
          <>
            {number && (
              <span className="kiosk-telephone">
                <Handset />{' '}
                <span>
                  <InBoth of="frame" say={(say) => say('telephone')} />
                </span>{' '}
                <bdi dir="ltr">{number}</bdi>
              </span>
            )}
            <span className="kiosk-private">
              <InBoth of="kiosk" say={(say) => say('private')} />
            </span>
          </>
        }
      >
        {!isFrench(language) && (
          <p className="balance-title-french">
            <FrenchAside>{title(i18n.getFixedT(french.code, said))}</FrenchAside>
          </p>
        )}
        {children}
      </Screen>
    </div>
  )
}

/** One tap, for who helps or who took the wrong tile: the pass stays where it is. Before the end button, which stays too. */
function BackToFrench() {
  const { language, choose } = useLanguage()
  if (language.code === french.code) return null
  return (
    <Button
      large
      kind="secondary"
      className="kiosk-french"
      lang={french.code}
      dir={french.dir}
      onClick={() => void choose(french.code, 'this-person')}
    >
      {french.autonym}
    </Button>
  )
}
