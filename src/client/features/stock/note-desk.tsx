import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { hands, isDelivery } from '#domain/delivery-note.ts'
import type { Device } from '#client/device/device.ts'
import { useObservable } from '#client/device/use-device.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { stockActOf } from '#client/store/read-stock.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { writeClock, writeDayOf } from '#client/ui/written.ts'
import { NoteLine, NotePasses, NotePlaces } from './note-lines.tsx'
import { SignatureBox } from './signature-box.tsx'
import { useStockWords } from './use-stock-words.ts'

export type NoteDeskProps = {
  readonly entry: string
  readonly device: Device
  readonly held: HeldKnowledge
  /** The paper says that nothing was moved. */
  readonly exercise: boolean
}

/** The note of a movement, as both sides signed it here or will on paper. Their names stand on the paper alone. */
export function NoteDesk({ entry: id, device, held, exercise }: NoteDeskProps) {
  const { t } = useTranslation('stock')
  const [, go] = useLocation()
  const entry = (useObservable(device.entries) ?? []).find((each) => each.id === id)
  const act = entry && stockActOf(entry)
  const { signedWord } = useStockWords(held)
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
      {act && isDelivery(act.movement) && <p className="stock-unprinted">{signedWord(act.signed)}</p>}
      {act && entry && (
        <article className="stock-note">
          {exercise && (
            <p>
              <strong>{t('note.exercise')}</strong>
            </p>
          )}
          <p>{name}</p>
          <dl className="stock-lines">
            <NoteLine
              label={t('note.date')}
              text={t('movements.at', {
                day: writeDayOf(entry.at, timeZone),
                clock: writeClock(entry.at, timeZone),
              })}
            />
            <NotePlaces act={act} held={held} />
            <NotePasses act={act} held={held} />
            <NoteLine label={t('note.reference')} text={entry.id} isCode />
          </dl>
          <div className="stock-signatures">
            {hands.map((hand) => (
              <SignatureBox key={hand} hand={hand} entry={entry} way={act.signed?.[hand] ?? null} />
            ))}
          </div>
        </article>
      )}
    </Screen>
  )
}
