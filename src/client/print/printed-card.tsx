import { useTranslation } from 'react-i18next'
import { writeAmount, writeDay } from '#client/ui/written.ts'
import { CodePicture } from './code-picture.tsx'
import { PrintedBars, PrintedGroups, PrintedSeries } from './printed-number.tsx'
import type { PrintedCodeParts, PrintOrder } from './printed-pass.ts'

/** 85.6 × 54 mm, as a bank card: one code, all the units. */
export function PrintedCard({
  order,
  part,
}: {
  readonly order: PrintOrder
  readonly part: PrintedCodeParts
}) {
  const { t } = useTranslation('print')
  const { programme, batch, until } = order
  const amount = writeAmount(programme.unitCents)
  const card = t('card', { batch: batch.batch, pass: part.pass + 1 })
  return (
    <article className="printed-card" aria-label={card} data-number={part.groups}>
      <div className="part-words">
        <p className="part-programme">{programme.name}</p>
        <p className="part-value">{t('units', { count: batch.units, n: batch.units, amount })}</p>
        <p className="part-until">{t('until', { day: writeDay(until) })}</p>
        <p className="part-small">{t('what-for')}</p>
        <p className="part-small">{t('help', { telephone: programme.telephone })}</p>
        <p className="part-small">
          <Issuer order={order} />
        </p>
        <PrintedSeries order={order} part={part} />
        <PrintedGroups part={part} />
      </div>
      <CodePicture code={part.code} label={t('code-label', { name: card })} />
      <PrintedBars part={part} />
    </article>
  )
}

/** Who issues it and in which year, as a voucher must say. */
export function Issuer({ order }: { readonly order: PrintOrder }) {
  const { t } = useTranslation('print')
  const funders = order.programme.funders.map(({ name }) => name).join(', ')
  return t('issued', { year: order.batch.firstDay.slice(0, 4), funders })
}
