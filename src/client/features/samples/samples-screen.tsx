import './samples.css'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useFrame } from '#client/frame/use-frame.ts'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import type { Sample } from '#protocol/demonstration.ts'
import { chooseSamples } from './chosen-samples.ts'
import { SampleCard } from './sample-card.tsx'
import { useSamples } from './use-samples.ts'

/** Codes of a demonstration, to scan from a second screen or on paper. */
export function SamplesScreen() {
  const { t } = useTranslation(['samples', 'frame'])
  const frame = useFrame()
  const [, navigate] = useLocation()
  const { read, retry } = useSamples()
  const back = { label: t('frame:action.home'), onBack: () => navigate('/') }
  const common = { ...frame, title: t('samples:title'), back }
  switch (read.type) {
    case 'loading':
      return (
        <Screen {...common}>
          <StateDrawing state="loading">{t('samples:loading')}</StateDrawing>
        </Screen>
      )
    case 'none':
      return (
        <Screen {...common}>
          <StateDrawing state="nothing-yet">{t('samples:none')}</StateDrawing>
        </Screen>
      )
    case 'unreachable':
      return (
        <Screen
          {...common}
          action={
            <Button large onClick={retry}>
              {t('frame:action.retry')}
            </Button>
          }
        >
          <StateDrawing state="offline">{t('samples:unreachable')}</StateDrawing>
        </Screen>
      )
    case 'read':
      return (
        <Screen {...common} wide telephone={{ label: t('frame:telephone'), number: read.telephone }}>
          <Sheet samples={read.samples} />
        </Screen>
      )
  }
}

function Sheet({ samples }: { readonly samples: readonly Sample[] }) {
  const { t } = useTranslation(['samples', 'frame'])
  return (
    <>
      <Notice weight="important" title={t('samples:invented')}>
        {t('samples:how')} {t('samples:live')}
      </Notice>
      <ul role="list" className="samples">
        {chooseSamples(samples).map(({ kind, sample }) => (
          <SampleCard key={sample.number} kind={kind} sample={sample} />
        ))}
      </ul>
      <p className="screen-only">
        <Button kind="secondary" onClick={() => window.print()}>
          {t('frame:action.print')}
        </Button>
      </p>
    </>
  )
}
