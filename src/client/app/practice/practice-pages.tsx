import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Route, Router, Switch } from 'wouter'
import { DevicesContext } from '#client/device/use-device.ts'
import { LastAct } from '#client/features/home/last-act.tsx'
import { OtherPass } from '#client/features/practice/other-pass.tsx'
import { PracticeBanner } from '#client/features/practice/practice-banner.tsx'
import { PracticeHome } from '#client/features/practice/practice-home.tsx'
import { PracticeTable } from '#client/features/practice/practice-table.tsx'
import { FrameContext, useFrame } from '#client/frame/use-frame.ts'
import type { Practice } from '#client/practice/open-practice.ts'
import type { PracticeCode } from '#client/practice/practice-store.ts'
import { CodesAtHand } from '#client/scan/scan-pane.tsx'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import { announceBefore } from '#client/ui/announcer.tsx'

const HandoverScreen = lazy(async () => ({
  default: (await import('#client/features/handover/handover-screen.tsx')).HandoverScreen,
}))
const LostScreen = lazy(async () => ({
  default: (await import('#client/features/lost/lost-screen.tsx')).LostScreen,
}))
const PapersScreen = lazy(async () => ({
  default: (await import('#client/features/letter/papers-screen.tsx')).PapersScreen,
}))
const PracticeSheet = lazy(async () => ({
  default: (await import('#client/features/practice/practice-sheet.tsx')).PracticeSheet,
}))
const StockScreen = lazy(async () => ({
  default: (await import('#client/features/stock/stock-screen.tsx')).StockScreen,
}))
const RedeemScreen = lazy(async () => ({
  default: (await import('#client/features/redeem/redeem-screen.tsx')).RedeemScreen,
}))

type PracticePagesProps = {
  readonly practice: Practice
  readonly otherPass: boolean
  readonly onContinue: () => void
}

/** The screens of a desk around the device of the exercise, each in the frame that no real screen has. */
export function PracticePages({ practice, otherPass, onContinue }: PracticePagesProps) {
  const { t } = useTranslation('practice')
  const { appName, skipLabel, telephone } = useFrame()
  const { device, devices, codes, box, sheet } = practice
  const word = t('word')
  useEffect(() => {
    announceBefore(`${word}. `)
    return () => announceBefore('')
  }, [word])
  const frame = {
    appName: `${word} · ${appName}`,
    skipLabel,
    telephone,
    banner: <PracticeBanner device={device} />,
    update: undefined,
  }
  function tableOf(onTable: readonly PracticeCode[]) {
    return (onText: (scanned: ScannedText) => void) => (
      <PracticeTable codes={onTable} now={devices.world.now} onText={onText} />
    )
  }

  return (
    <DevicesContext value={{ type: 'opened', devices }}>
      <FrameContext value={frame}>
        <CodesAtHand value={tableOf(codes)}>
          <Router base="/practice">
            <div className="practice">
              {otherPass ? (
                <OtherPass onContinue={onContinue} />
              ) : (
                <Suspense>
                  <Switch>
                    <Route path="/handover">
                      <HandoverScreen />
                    </Route>
                    <Route path="/redeem">
                      <RedeemScreen />
                    </Route>
                    <Route path="/lost">
                      <LostScreen />
                    </Route>
                    <Route path="/stock/*?">
                      <CodesAtHand value={tableOf(box)}>
                        <StockScreen exercise />
                      </CodesAtHand>
                    </Route>
                    <Route path="/papers/letter">
                      <PapersScreen exercise />
                    </Route>
                    <Route path="/sheet">
                      <PracticeSheet codes={sheet} address={location.origin} />
                    </Route>
                    <Route>
                      <PracticeHome
                        device={device}
                        beginAnew={practice.beginAnew}
                        lastAct={<LastAct device={device} />}
                      />
                    </Route>
                  </Switch>
                </Suspense>
              )}
            </div>
          </Router>
        </CodesAtHand>
      </FrameContext>
    </DevicesContext>
  )
}
