import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { BalancePage } from './balance-page.tsx'
import { Bilingual } from './bilingual.tsx'
import { NumberForm } from './number-form.tsx'
import { PassPicture } from './pass-picture.tsx'

// The camera's code is heavy, and most phones open the page with their own.
const PassCamera = lazy(async () => ({ default: (await import('./pass-camera.tsx')).PassCamera }))

type Way = 'choice' | 'camera' | 'number'

/** The page without a pass: scan it, or type its number. */
export function AskForPass() {
  const { t } = useTranslation('balance')
  const [way, setWay] = useState<Way>('choice')
  const choose = () => setWay('choice')
  if (way === 'number') return <NumberForm onBack={choose} />
  if (way === 'camera') {
    return (
      <BalancePage title={(say) => say('ask.scan')} onBack={choose}>
        <Suspense fallback={<StateDrawing state="loading">{t('loading')}</StateDrawing>}>
          <PassCamera onType={() => setWay('number')} />
        </Suspense>
      </BalancePage>
    )
  }
  return (
    <BalancePage
      title={(say) => say('title')}
      action={
        <Button large onClick={() => setWay('camera')}>
          {t('ask.scan')}
        </Button>
      }
    >
      <p className="balance-question">
        <Bilingual say={(say) => say('ask.question')} />
      </p>
      <PassPicture />
      <p>
        <Bilingual say={(say) => say('ask.how')} />
      </p>
      <Button kind="secondary" onClick={() => setWay('number')}>
        {t('ask.type')}
      </Button>
    </BalancePage>
  )
}
