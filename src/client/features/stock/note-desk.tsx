import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { stepsOf, type Ends, type StockAct } from '#domain/stock-act.ts'
import type { StockPlace } from '#domain/stock.ts'
import type { Device } from '#client/device/device.ts'
import { useObservable } from '#client/device/use-device.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { stockActOf } from '#client/store/read-stock.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { writeClock, writeCount, writeDayOf } from '#client/ui/written.ts'
import { useStockWords } from './use-stock-words.ts'

export type NoteDeskProps = {
  readonly entry: string
  readonly device: Device
  readonly held: HeldKnowledge
}

/** The note of a movement: on paper, signed by both sides. Their names stand on the paper alone. */
export function NoteDesk({ entry: id, device, held }: NoteDeskProps) {
  const { t } = useTranslation('stock')
  const [, go] = useLocation()
  const entry = (useObservable(device.entries) ?? []).find((each) => each.id === id)
  const act = entry && stockActOf(entry)
  const { timeZone, name } = held.records.programme
  return (
    <Screen
      {...useFrame()}
      title={act ? t(`note.${act.movement}`) : t('note.open')}
      back={{ label: t('title'), onBack: () => go('/stock') }}
      action={
        act && (
          <Button large onClick={() => window.print()}>
            {t('note.print')}
          </Button>
        )
      }
    >
      {!act && <p>{t('note.none')}</p>}
      {act && entry && (
        <article className="stock-note">
          <p>{name}</p>
          <dl>
            <Line
              label={t('note.date')}
              text={t('movements.at', {
                day: writeDayOf(entry.at, timeZone),
                clock: writeClock(entry.at, timeZone),
              })}
            />
            <Places act={act} held={held} />
            <Passes act={act} held={held} />
            <Line label={t('note.reference')} text={entry.id} isCode />
          </dl>
          <div className="stock-signatures">
            <p>{t('note.giver')}</p>
            <p>{t('note.receiver')}</p>
          </div>
        </article>
      )}
    </Screen>
  )
}

type Said = { readonly act: StockAct; readonly held: HeldKnowledge }

function Places({ act, held }: Said) {
  const { t } = useTranslation('stock')
  const { placeName } = useStockWords(held)
  const programme = act.movement === 'reception' && act.other === null
  const [step] = stepsOf(act, held.structure.id)
  if (!step) return null
  return (
    <>
      <Line label={t('note.from')} text={nameOf(programme ? 'printer' : step.sender)} />
      <Line label={t('note.to')} text={nameOf(step.receiver)} />
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

function Passes({ act, held }: Said) {
  const { t } = useTranslation('stock')
  const { series } = useStockWords(held)
  const listOf = (ends: readonly Ends[]) =>
    ends.map(([from, to]) => series({ batch: act.batch, from, to })).join(', ')
  return (
    <>
      <Line label={t('note.series')} text={series(act)} isCode />
      <Line label={t('note.passes')} text={writeCount(act.to - act.from + 1)} />
      {act.counted !== null && <Line label={t('note.counted')} text={writeCount(act.counted)} />}
      {act.damaged.length > 0 && <Line label={t('field.damaged')} text={listOf(act.damaged)} isCode />}
      {act.missing.length > 0 && <Line label={t('field.missing')} text={listOf(act.missing)} isCode />}
    </>
  )
}

function Line(props: { readonly label: string; readonly text: string; readonly isCode?: boolean }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.isCode ? <bdi dir="ltr">{props.text}</bdi> : props.text}</dd>
    </div>
  )
}
