import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { isDelivery } from '#domain/delivery-note.ts'
import type { Device } from '#client/device/device.ts'
import { useObservable } from '#client/device/use-device.ts'
import { useEntryWords } from '#client/device/entry-words.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { stockActOf, type HeldStock } from '#client/store/read-stock.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { writeClock, writeDayOf } from '#client/ui/written.ts'
import { useStockWords } from './use-stock-words.ts'

export type MovementsPartProps = {
  readonly device: Device
  readonly held: HeldKnowledge
  readonly stock: HeldStock | undefined
}

const mostShown = 12

/** What this tablet wrote down of the stock last: what became of it, its discrepancies, and its note to print. */
export function MovementsPart({ device, held, stock }: MovementsPartProps) {
  const { t } = useTranslation('stock')
  const words = useEntryWords()
  const { series, discrepancy, signedWord } = useStockWords(held)
  const { programme } = held.records
  const shown = (useObservable(device.entries) ?? []).filter(isOfStock).slice(0, mostShown)
  if (shown.length === 0) return null
  return (
    <section className="stock-movements">
      <h2>{t('movements.title')}</h2>
      <ul role="list">
        {shown.map((entry) => {
          const act = stockActOf(entry)
          const { outcome } = words(entry, programme)
          const found = (stock?.batches ?? [])
            .flatMap(({ discrepancies }) => discrepancies)
            .filter(({ movement }) => movement.startsWith(entry.id))
          return (
            <li key={entry.id}>
              <p>
                <strong>{act ? t(`act.${act.movement}`) : t('act.count')}</strong>{' '}
                {act && <bdi dir="ltr">{series(act)}</bdi>}
                {!act && entry.batch !== undefined && t('batch.title', { batch: entry.batch })}
                {' · '}
                {t('movements.at', {
                  day: writeDayOf(entry.at, programme.timeZone),
                  clock: writeClock(entry.at, programme.timeZone),
                })}
              </p>
              <p>
                {outcome}
                {act && isDelivery(act.movement) && ` · ${signedWord(act.signed)}`}
              </p>
              {found.map((each) => (
                <p key={`${each.movement}/${each.from}`}>{discrepancy(each)}</p>
              ))}
              {act && (
                <Link
                  href={`/stock/note/${entry.id}`}
                  aria-label={t('note.open-of', { series: series(act) })}
                >
                  {t('note.open')}
                </Link>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function isOfStock({ kind }: StoredEntry): boolean {
  return kind === 'stock-movement' || kind === 'stock-count'
}
