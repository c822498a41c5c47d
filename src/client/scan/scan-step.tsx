import type { ComponentProps, ReactNode } from 'react'
import { useFrame } from '#client/frame/use-frame.ts'
import { Screen } from '#client/ui/screen.tsx'
import { ScanPane, type ScanPaneProps } from './scan-pane.tsx'
import { StepHost, type StepHostProps } from './step-host.tsx'

export type ScanStepProps = Omit<StepHostProps, 'scan'> &
  Pick<ScanPaneProps, 'hint' | 'onText'> &
  Pick<ComponentProps<typeof Screen>, 'title' | 'back'> & {
    readonly number: Pick<NonNullable<ScanPaneProps['typed']>, 'label' | 'hint'>
    /** What else leads to a pass, below the camera. */
    readonly below?: ReactNode
  }

/** Asks for one pass, by its code or its number; the steps that follow stand in front of the camera. */
export function ScanStep(props: ScanStepProps) {
  const { scanning, working, children, title, back, hint, number, onText, below } = props
  return (
    <StepHost
      scanning={scanning}
      working={working}
      scan={
        <Screen {...useFrame()} title={title} back={back}>
          <ScanPane
            filming={scanning}
            hint={hint}
            typed={{ ...number, kind: 'pass-number' }}
            onText={onText}
          />
          {below}
        </Screen>
      }
    >
      {children}
    </StepHost>
  )
}
