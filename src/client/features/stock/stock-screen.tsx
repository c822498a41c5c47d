import './stock.css'
import { useTranslation } from 'react-i18next'
import { Route, Switch } from 'wouter'
import { stockActs } from '#domain/stock-act.ts'
import { DeviceGate } from '#client/device/device-gate.tsx'
import { CountDesk } from './count-desk.tsx'
import { MoveDesk } from './move-desk.tsx'
import { NoteDesk } from './note-desk.tsx'
import { StockDesk } from './stock-desk.tsx'

/** What a place holds, where it came from and where it went, and whether it is there; a note of the exercise says so. */
export function StockScreen({ exercise = false }: { readonly exercise?: boolean }) {
  const { t } = useTranslation('stock')
  return (
    <DeviceGate role="desk" title={t('title')}>
      {(device, held) => (
        <Switch>
          {stockActs.map((movement) => (
            <Route key={movement} path={`/stock/${movement}`}>
              <MoveDesk key={movement} movement={movement} device={device} held={held} />
            </Route>
          ))}
          <Route path="/stock/count/:batch">
            {({ batch }) => <CountDesk key={batch} number={Number(batch)} device={device} held={held} />}
          </Route>
          <Route path="/stock/note/:entry">
            {({ entry }) => <NoteDesk {...{ entry, device, held, exercise }} />}
          </Route>
          <Route>
            <StockDesk device={device} held={held} />
          </Route>
        </Switch>
      )}
    </DeviceGate>
  )
}
