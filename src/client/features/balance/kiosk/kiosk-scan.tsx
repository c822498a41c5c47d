import { Button } from '#client/ui/button.tsx'
import { InBoth } from '#client/ui/in-both.tsx'
import type { BalanceRequest } from '#protocol/balance.ts'
import { Bilingual } from '../bilingual.tsx'
import { PassFinder } from '../pass-finder.tsx'
import { PassNumberForm } from '../pass-number-form.tsx'
import { KioskPage } from './kiosk-page.tsx'

export type KioskScanProps = {
  readonly onPass: (asked: BalanceRequest) => void
  readonly onType: () => void
  readonly onEnd: () => void
}

/** The camera that looks at the person reads the black square of the pass. */
export function KioskScan({ onPass, onType, onEnd }: KioskScanProps) {
  return (
    <KioskPage
      title={(say) => say('kiosk:title')}
      onEnd={onEnd}
      action={
        <Button large kind="secondary" onClick={onType}>
          <Bilingual say={(say) => say('ask.type')} named />
        </Button>
      }
    >
      <p className="kiosk-hint">
        <InBoth of="kiosk" say={(say) => say('show')} />
      </p>
      <div className="kiosk-camera">
        <PassFinder facing="user" onPass={onPass} large />
      </div>
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
  return (
    <KioskPage
      title={(say) => say('balance:ask.type')}
      onBack={onBack}
      onEnd={onEnd}
      action={
        <Button large type="submit" form="kiosk-number">
          <Bilingual say={(say) => say('number.see')} named />
        </Button>
      }
    >
      <PassNumberForm id="kiosk-number" onPass={onPass} />
    </KioskPage>
  )
}
