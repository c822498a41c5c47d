import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SeriesRange } from '#domain/stock.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { useStockWords } from './use-stock-words.ts'

type RangeListProps = {
  readonly ranges: readonly SeriesRange[]
  readonly held: HeldKnowledge
  /** What stands behind each. */
  readonly after?: ((range: SeriesRange, named: string) => ReactNode) | undefined
}

/** Enough for a tidy stock. Passes given out of order leave hundreds. */
const shownAtOnce = 12

/** Series in their order; those after the first dozen open by a tap. */
export function RangeList({ ranges, held, after }: RangeListProps) {
  const { t } = useTranslation('stock')
  const more = ranges.slice(shownAtOnce)
  return (
    <>
      <Ranges {...{ held, after }} ranges={ranges.slice(0, shownAtOnce)} />
      {more.length > 0 && (
        <details>
          <summary>{t('more-series', { count: more.length })}</summary>
          <Ranges {...{ held, after }} ranges={more} />
        </details>
      )}
    </>
  )
}

function Ranges({ ranges, held, after }: RangeListProps) {
  const { series } = useStockWords(held)
  return (
    <ul role="list" className="stock-ranges">
      {ranges.map((range) => (
        <li key={range.from}>
          <bdi dir="ltr">{series(range)}</bdi> {after?.(range, series(range))}
        </li>
      ))}
    </ul>
  )
}
