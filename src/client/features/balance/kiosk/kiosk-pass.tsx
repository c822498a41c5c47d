import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PlaceList } from '#client/places/place-list.tsx'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import type { Balance, BalanceRequest } from '#protocol/balance.ts'
import { BalanceBody } from '../balance-body.tsx'
import { Bilingual } from '../bilingual.tsx'
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
  const { t } = useTranslation(['kiosk', 'balance', 'frame'])
  const { shown, retry } = useSharedBalance(asked)
  switch (shown.type) {
    case 'loading':
      return (
        <KioskPage title={(say) => say('balance:title')} onEnd={onEnd}>
          <StateDrawing state="loading">{t('balance:loading')}</StateDrawing>
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
              {mayRetry ? t('frame:action.retry') : t('balance:problem.again')}
            </Button>
          }
        >
          <StateDrawing state={problem === 'offline' ? 'offline' : 'nothing-yet'}>
            {problem === 'offline' ? (
              t('kiosk:offline')
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
  const { t } = useTranslation(['kiosk', 'places', 'frame'])
  const [view, setView] = useState<View>('balance')
  useEffect(() => {
    announce(t('frame:cheques.row', { count: unitsLeft(balance), units: balance.units }))
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
            {t('kiosk:places')}
          </Button>
          <Button large kind="secondary" onClick={() => setView('two')}>
            {t('kiosk:two.open')}
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
            {t('places:see-all')}
          </Button>
        }
      />
    </KioskPage>
  )
}
