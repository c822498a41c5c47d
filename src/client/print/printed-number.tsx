import { useTranslation } from 'react-i18next'
import { BarsPicture } from './bars-picture.tsx'
import { writeCount } from '#client/ui/written.ts'
import type { PrintedCodeParts, PrintOrder } from './printed-pass.ts'

/** The number for when a code cannot be scanned: in groups to type, in bars for a one-dimensional reader. */
export function PrintedBars({ part }: { readonly part: PrintedCodeParts }) {
  const { t } = useTranslation('print')
  return <BarsPicture bars={part.bars} label={t('barcode-label', { number: part.groups })} />
}

export function PrintedGroups({ part }: { readonly part: PrintedCodeParts }) {
  return (
    <bdi dir="ltr" className="pass-groups">
      {part.groups}
    </bdi>
  )
}

/** Batch and place in it, for counting boxes, and the number in the installation's continuous series. */
export function PrintedSeries({
  order,
  part,
}: {
  readonly order: PrintOrder
  readonly part: PrintedCodeParts
}) {
  const { t } = useTranslation('print')
  const card = t('card', { batch: order.batch.batch, pass: part.pass + 1 })
  const which =
    part.cheque > 0
      ? `${card} · ${t('cheque-short', { cheque: part.cheque, units: order.batch.units })}`
      : card
  return (
    <span className="series">
      <strong>{which}</strong>
      <br />
      {t('lot', { batch: order.batch.batch })} · {t('serial', { serial: writeCount(part.serial) })}
      {part.isSpare && ` · ${t('spare')}`}
    </span>
  )
}
