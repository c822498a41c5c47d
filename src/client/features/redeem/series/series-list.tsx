import { useTranslation } from 'react-i18next'
import { isYes, type VerdictType } from '#domain/verdict.ts'
import { verdictKey } from '#client/i18n/verdict-key.ts'
import { Button } from '#client/ui/button.tsx'
import { VerdictShape } from '#client/ui/verdict-shape.tsx'
import { lookOf, verdictOf, type SeriesItem } from './series-state.ts'

export type SeriesListProps = {
  readonly items: readonly SeriesItem[]
  /** Takes one out again, while nothing is taken yet. */
  readonly onLeaveOut?: (item: SeriesItem) => void
}

/** Each code with its answer in words, in the order in which they came. */
export function SeriesList({ items, onLeaveOut }: SeriesListProps) {
  const { t } = useTranslation('redeem')
  return (
    <ol className="series-list">
      {items.map((item) => (
        <li key={item.key} data-look={lookOf(verdictOf(item))}>
          <VerdictShape look={lookOf(verdictOf(item))} />
          <SeriesLine item={item} />
          {onLeaveOut && item.answer === undefined && (
            <Button kind="quiet" onClick={() => onLeaveOut(item)}>
              {t('series.leave-out')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  )
}

function SeriesLine({ item }: { readonly item: SeriesItem }) {
  const { t } = useTranslation('redeem')
  const { t: v } = useTranslation('verdict')
  const type: VerdictType = verdictOf(item)
  const { checked, read } = item
  const cheque = read.code?.cheque ?? 0
  const what = cheque > 0 ? t('series.cheque', { cheque }) : t('series.card')
  const { remaining } = checked.verdict
  const left = remaining === undefined ? '' : v('left', { count: remaining })
  const why = isYes(type) ? left : v(verdictKey(type, 'reason'))
  return (
    <p>
      <strong>{v(verdictKey(type, 'word'))}</strong> {what}. {why}
    </p>
  )
}
