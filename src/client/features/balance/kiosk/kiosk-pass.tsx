import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PlaceList } from '#client/places/place-list.tsx'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { InBoth } from '#client/ui/in-both.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import type { Balance, BalanceRequest } from '#protocol/balance.ts'
import { BalanceBody } from '../balance-body.tsx'
import { Bilingual } from '../bilingual.tsx'
import { Searching } from '../searching.tsx'
import { unitsLeft } from '../standing.ts'
import { KioskPage } from './kiosk-page.tsx'
import { TwoPeople } from './two-people.tsx'
import { useSharedBalance } from './use-shared-balance.ts'

export type KioskPassProps = {
  readonly asked: BalanceRequest
  readonly onAgain: () => void
  readonly onEnd: () => void
}

/** What is left on the pass that was just shown. This tablet keeps no answer. */
export function KioskPass({ asked, onAgain, onEnd }: KioskPassProps) {
  const { shown, retry } = useSharedBalance(asked)
  switch (shown.type) {
    case 'loading':
      return (
        <KioskPage title={(say) => say('balance:title')} onEnd={onEnd}>
          <Searching />
        </KioskPage>
      )
    case 'problem': {
      const { problem, telephone } = shown
      const mayRetry = problem === 'offline' || problem === 'error'
      return (
        <KioskPage
          title={(say) => say(`balance:problem.${problem}.title`)}
          telephone={telephone || undefined}
          onEnd={onEnd}
          action={
            <Button large onClick={mayRetry ? retry : onAgain}>
              {mayRetry ? (
                <InBoth of="frame" say={(say) => say('action.retry')} named />
              ) : (
                <Bilingual say={(say) => say('problem.again')} named />
              )}
            </Button>
          }
        >
          <StateDrawing state={problem === 'offline' ? 'offline' : 'nothing-yet'}>
            {problem === 'offline' ? (
              <InBoth of="kiosk" say={(say) => say('offline')} />
            ) : (
              <Bilingual say={(say) => say(`problem.${problem}.text`)} />
            )}
          </StateDrawing>
        </KioskPage>
      )
    }
    case 'balance':
      return <Shown balance={shown.balance} news={shown.news} onRetry={retry} onEnd={onEnd} />
  }
}

type ShownProps = {
  readonly balance: Balance
  readonly news: 'fresh' | 'asking' | 'offline' | 'error'
  readonly onRetry: () => void
  readonly onEnd: () => void
}

type View = 'balance' | 'places' | 'two'

function Shown({ balance, news, onRetry, onEnd }: ShownProps) {
  const { t } = useTranslation('frame')
  const [view, setView] = useState<View>('balance')
  useEffect(() => {
    announce(t('cheques.row', { count: unitsLeft(balance), units: balance.units }))
  }, [balance.used])
  if (view === 'two') return <TwoPeople balance={balance} onClose={() => setView('balance')} onEnd={onEnd} />
  if (view === 'places') {
    return (
      <KioskPage
        title={(say) => say('places:title')}
        telephone={balance.telephone}
        onBack={() => setView('balance')}
        onEnd={onEnd}
      >
        <PlaceList programme={balance.number} use="shared" />
      </KioskPage>
    )
  }
  return (
    <KioskPage
      title={(say) => say('balance:title')}
      telephone={balance.telephone}
      onEnd={onEnd}
      action={
        <div className="kiosk-acts">
          <Button large kind="secondary" onClick={() => setView('places')}>
            <InBoth of="kiosk" say={(say) => say('places')} named />
          </Button>
          <Button large kind="secondary" onClick={() => setView('two')}>
            <InBoth of="kiosk" say={(say) => say('two.open')} named />
          </Button>
        </div>
      }
    >
      <BalanceBody
        balance={balance}
        news={news}
        onRetry={onRetry}
        use="shared"
        allPlaces={
          <Button large kind="secondary" onClick={() => setView('places')}>
            <InBoth of="places" say={(say) => say('see-all')} named />
          </Button>
        }
      />
    </KioskPage>
  )
}
