import { useTranslation } from 'react-i18next'
import { writeAmount, writeDay } from '#client/ui/written.ts'
import { CodePicture } from './code-picture.tsx'
import { Issuer } from './printed-card.tsx'
import { PrintedBars, PrintedGroups, PrintedSeries } from './printed-number.tsx'
import type { PrintedCodeParts, PrintOrder } from './printed-pass.ts'

type StripProps = { readonly order: PrintOrder; readonly part: PrintedCodeParts }

/** 194 × 44 mm: a stub that stays in the booklet, and the cover or the cheque that is torn off. */
export function PrintedStrip({ order, part }: StripProps) {
  const { t } = useTranslation('print')
  const isCover = part.cheque === 0
  const card = t('card', { batch: order.batch.batch, pass: part.pass + 1 })
  const name = isCover
    ? card
    : `${card}, ${t('cheque-short', { cheque: part.cheque, units: order.batch.units })}`
  return (
    <article className="printed-strip" aria-label={name} data-number={part.groups}>
      <Stub order={order} part={part} />
      <div className="strip-body">
        <CodePicture code={part.code} label={t('code-label', { name })} />
        <div className="strip-middle">
          <div className="strip-words">
            {isCover ? <CoverWords order={order} /> : <ChequeWords order={order} part={part} />}
          </div>
          <PrintedBars part={part} />
          <div className="strip-number">
            <PrintedGroups part={part} />
          </div>
        </div>
        {isCover ? <CoverSide order={order} part={part} /> : <Acceptor order={order} part={part} />}
      </div>
    </article>
  )
}

function Stub({ order, part }: StripProps) {
  const { t } = useTranslation('print')
  return (
    <div className="strip-stub">
      <p className="part-small">{order.programme.name}</p>
      <PrintedSeries order={order} part={part} />
      <bdi dir="ltr" className="stub-groups">
        {part.groups}
      </bdi>
      {part.cheque > 0 && <p className="part-small part-line">{t('accepted-on')}</p>}
    </div>
  )
}

function CoverWords({ order }: { readonly order: PrintOrder }) {
  const { t } = useTranslation('print')
  const { programme, batch, until } = order
  return (
    <>
      <p className="part-programme">{programme.name}</p>
      <p className="part-value">
        {t('units', { count: batch.units, n: batch.units, amount: writeAmount(programme.unitCents) })}
      </p>
      <p className="part-until">{t('until', { day: writeDay(until) })}</p>
    </>
  )
}

function ChequeWords({ order, part }: StripProps) {
  const { t } = useTranslation('print')
  const { programme, batch, until } = order
  return (
    <>
      <p className="part-value">{t('value-each', { amount: writeAmount(programme.unitCents) })}</p>
      <p className="part-until">{t('cheque', { cheque: part.cheque, units: batch.units })}</p>
      <p className="part-small">{t('valid', { from: writeDay(batch.firstDay), to: writeDay(until) })}</p>
      <p className="part-small">
        <Issuer order={order} />
      </p>
    </>
  )
}

function CoverSide({ order, part }: StripProps) {
  const { t } = useTranslation('print')
  return (
    <div className="strip-side">
      <p className="part-until">{t('cover-does-not-pay')}</p>
      <p className="part-small">{t('what-for')}</p>
      <p className="part-small">{t('scan-balance')}</p>
      <p className="part-small">{t('help', { telephone: order.programme.telephone })}</p>
      <p className="part-small">
        <Issuer order={order} />
      </p>
      <PrintedSeries order={order} part={part} />
    </div>
  )
}

/** The venue writes or stamps who it is: a voucher names its acceptor. */
function Acceptor({ order, part }: StripProps) {
  const { t } = useTranslation('print')
  return (
    <div className="strip-side">
      <div className="acceptor">
        <p className="part-small">{t('acceptor')}</p>
        <p className="part-small part-line">{t('accepted-on')}</p>
      </div>
      <p className="part-small">{order.programme.name}</p>
      <p className="part-small">{t('help', { telephone: order.programme.telephone })}</p>
      <PrintedSeries order={order} part={part} />
    </div>
  )
}
