import { lazy, Suspense, useState } from 'react'
import { Button } from '#client/ui/button.tsx'
import { BalancePage } from './balance-page.tsx'
import { Bilingual } from './bilingual.tsx'
import { NumberForm } from './number-form.tsx'
import { PassPicture } from './pass-picture.tsx'
import { Searching } from './searching.tsx'

// The camera's code is heavy, and most phones open the page with their own.
const PassCamera = lazy(async () => ({ default: (await import('./pass-camera.tsx')).PassCamera }))

type Way = 'choice' | 'camera' | 'number'

/** The page without a pass: scan it, or type its number. */
export function AskForPass() {
  const [way, setWay] = useState<Way>('choice')
  const choose = () => setWay('choice')
  if (way === 'number') return <NumberForm onBack={choose} />
  if (way === 'camera') {
    return (
      <BalancePage title={(say) => say('ask.scan')} onBack={choose}>
        <Suspense fallback={<Searching />}>
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
          <Bilingual say={(say) => say('ask.scan')} named />
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
        <Bilingual say={(say) => say('ask.type')} named />
      </Button>
    </BalancePage>
  )
}
