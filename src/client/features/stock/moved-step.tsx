import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { isDelivery } from '#domain/delivery-note.ts'
import { countDue, type StockActKind } from '#domain/stock-act.ts'
import type { Device } from '#client/device/device.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { stockActOf } from '#client/store/read-stock.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { Button, buttonClass } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { writeCount } from '#client/ui/written.ts'
import { useStock } from './use-stock.ts'
import { useStockWords } from './use-stock-words.ts'

export type MovedStepProps = {
  readonly entry: StoredEntry
  readonly device: Device
  readonly held: HeldKnowledge
}

/** What a wrong series takes out of the stock is put back by the act that finds it. */
const mayBeFound: ReadonlySet<string> = new Set<StockActKind>(['loss', 'damage'])

/** It is written down. What does not fit is said first, with what to do about it. */
export function MovedStep({ entry, device, held }: MovedStepProps) {
  const { t } = useTranslation('stock')
  const [, go] = useLocation()
  const stock = useStock(device, held)
  const { series, discrepancy, signedWord } = useStockWords(held)
  const act = stockActOf(entry)
  const isKnown = act && held.batchByNumber.has(act.batch)
  const found = (stock?.batches ?? [])
    .flatMap(({ discrepancies }) => discrepancies)
    .filter(({ movement }) => movement.startsWith(entry.id))
  const due = act ? countDue(act) : 0
  return (
    <Screen
      {...useFrame()}
      title={t('saved.title')}
      action={
        <div className="button-stack">
          <Button large onClick={() => go('/stock')}>
            {t('saved.done')}
          </Button>
          <Link href={`/stock/note/${entry.id}`} className={buttonClass({ kind: 'secondary' })}>
            <span className="button-text">{t('note.open')}</span>
          </Link>
        </div>
      }
    >
      {!isKnown && <Notice weight="important">{t('discrepancy.unknown-batch')}</Notice>}
      {act?.counted != null && act.counted !== due && (
        <Notice weight="important" title={t('discrepancy.title')}>
          {t('discrepancy.count', { counted: act.counted, due })}
        </Notice>
      )}
      {found.length > 0 && (
        <Notice weight="important" title={t('discrepancy.title')}>
          {found.map((each) => (
            <p key={`${each.movement}/${each.from}`}>{discrepancy(each)}</p>
          ))}
          <p>{t('discrepancy.kept')}</p>
        </Notice>
      )}
      {act && (
        <StateDrawing state="done">
          {t(`act.${act.movement}`)} <bdi dir="ltr">{series(act)}</bdi>
        </StateDrawing>
      )}
      {act && (
        <p>
          {t('batch.passes', { count: act.to - act.from + 1, written: writeCount(act.to - act.from + 1) })}
          {mayBeFound.has(act.movement) && ` ${t('saved.mistake')}`}
        </p>
      )}
      {act && isDelivery(act.movement) && <p>{signedWord(act.signed)}</p>}
    </Screen>
  )
}
