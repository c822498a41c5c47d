import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { ScanPane } from '#client/scan/scan-pane.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { NetworkNeeded } from './network-needed.tsx'
import { useEnrolFrame } from './use-enrol-frame.ts'

export function CodeStep({ onCode }: { readonly onCode: (code: string) => void }) {
  const { t } = useTranslation('enrol')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  return (
    <Screen {...useEnrolFrame()} title={t('title')} back={{ label: f('action.home'), onBack: () => go('/') }}>
      <NetworkNeeded />
      <ScanPane
        filming
        hint={t('hint')}
        typed={{ label: t('code.label'), hint: t('code.hint'), kind: 'enrolment-code' }}
        onText={({ text }) => onCode(text)}
      />
    </Screen>
  )
}
