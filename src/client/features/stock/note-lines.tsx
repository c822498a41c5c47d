import { useTranslation } from 'react-i18next'
import { stepsOf, type Ends, type StockAct } from '#domain/stock-act.ts'
import type { StockPlace } from '#domain/stock.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { writeCount } from '#client/ui/written.ts'
import { useStockWords } from './use-stock-words.ts'

type Said = { readonly act: StockAct; readonly held: HeldKnowledge }

/** From whom to whom, as a person reads it. */
export function NotePlaces({ act, held }: Said) {
  const { t } = useTranslation('stock')
  const { placeName } = useStockWords(held)
  const programme = act.movement === 'reception' && act.other === null
  const [step] = stepsOf(act, held.structure.id)
  if (!step) return null
  return (
    <>
      <NoteLine label={t('note.from')} text={nameOf(programme ? 'printer' : step.sender)} />
      <NoteLine label={t('note.to')} text={nameOf(step.receiver)} />
    </>
  )

  function nameOf(place: StockPlace): string {
    switch (place) {
      case 'lost':
      case 'damaged':
        return t(`note.${place}`)
      case 'printer':
      case 'person':
        return t('note.programme')
      default:
        return placeName(place.slice('structure:'.length))
    }
  }
}

/** Which passes, how many, and what was counted, spoiled and missing. */
export function NotePasses({ act, held }: Said) {
  const { t } = useTranslation('stock')
  const { series } = useStockWords(held)
  const listOf = (ends: readonly Ends[]) =>
    ends.map(([from, to]) => series({ batch: act.batch, from, to })).join(', ')
  return (
    <>
      <NoteLine label={t('note.series')} text={series(act)} isCode />
      <NoteLine label={t('note.passes')} text={writeCount(act.to - act.from + 1)} />
      {act.counted !== null && <NoteLine label={t('note.counted')} text={writeCount(act.counted)} />}
      {act.damaged.length > 0 && <NoteLine label={t('field.damaged')} text={listOf(act.damaged)} isCode />}
      {act.missing.length > 0 && <NoteLine label={t('field.missing')} text={listOf(act.missing)} isCode />}
    </>
  )
}

export function NoteLine(props: {
  readonly label: string
  readonly text: string
  readonly isCode?: boolean
}) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.isCode ? <bdi dir="ltr">{props.text}</bdi> : props.text}</dd>
    </div>
  )
}
