import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { stockActs } from '#domain/stock-act.ts'
import type { Device } from '#client/device/device.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import type { HeldStock } from '#client/store/read-stock.ts'
import { buttonClass } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { writeCount, writeDay, writeDayOf } from '#client/ui/written.ts'
import { MovementsPart } from './movements-part.tsx'
import { RangeList } from './range-list.tsx'
import { useStock } from './use-stock.ts'

export type StockDeskProps = { readonly device: Device; readonly held: HeldKnowledge }

/** What is here, batch by batch, and what may be written down of it. It works without a network. */
export function StockDesk({ device, held }: StockDeskProps) {
  const { t } = useTranslation('stock')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  const stock = useStock(device, held)
  return (
    <Screen
      {...useFrame()}
      title={t('title')}
      back={{ label: f('action.home'), onBack: () => go('/') }}
      action={
        <Link href="/stock/reception" className={buttonClass({ large: true })}>
          <span className="button-text">{t('do.reception')}</span>
        </Link>
      }
    >
      {stock && <Held stock={stock} held={held} />}
      <nav className="stock-acts" aria-label={t('acts')}>
        {stockActs
          .filter((movement) => movement !== 'reception')
          .map((movement) => (
            <Link key={movement} href={`/stock/${movement}`} className={buttonClass({ kind: 'secondary' })}>
              <span className="button-text">{t(`do.${movement}`)}</span>
            </Link>
          ))}
      </nav>
      <MovementsPart device={device} held={held} stock={stock} />
    </Screen>
  )
}

function Held({ stock, held }: { readonly stock: HeldStock; readonly held: HeldKnowledge }) {
  const { t } = useTranslation('stock')
  const { timeZone } = held.records.programme
  return (
    <>
      <p className="stock-total">
        <strong>{t('total', { count: stock.passes, written: writeCount(stock.passes) })}</strong>{' '}
        {t('known', { day: writeDayOf(stock.knownAt, timeZone) })}
      </p>
      {stock.low && stock.passes > 0 && (
        <Notice weight="important" title={t('low.title')}>
          {t('low.text')}
        </Notice>
      )}
      {stock.passes === 0 && <StateDrawing state="nothing-yet">{t('none')}</StateDrawing>}
      {stock.batches
        .filter(({ passes }) => passes > 0)
        .map(({ batch, passes, ranges }) => (
          <section key={batch.number} className="stock-batch">
            <h2>{t('batch.title', { batch: batch.number })}</h2>
            <p>
              {t('batch.kind', { count: batch.units, day: writeDay(batch.endDay) })}{' '}
              <strong>{t('batch.passes', { count: passes, written: writeCount(passes) })}</strong>
            </p>
            <RangeList ranges={ranges} held={held} />
            <Link href={`/stock/count/${batch.number}`} className={buttonClass({ kind: 'secondary' })}>
              <span className="button-text">{t('count.do', { batch: batch.number })}</span>
            </Link>
          </section>
        ))}
    </>
  )
}
