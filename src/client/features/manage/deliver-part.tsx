import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { deliveryAnswer, type DeliveryAnswer, type ManagedBatch } from '#protocol/manage/batches.ts'
import { managedStructures } from '#protocol/manage/structures.ts'
import { useManager } from './use-manager.ts'
import { useChange } from './use-change.ts'
import { useManaged } from './use-managed.ts'

type Refusal = Extract<DeliveryAnswer, { type: 'refused' }>['reason']

/** Announces the passes of a box to a distributor; the next ones in the series are proposed. */
export function DeliverPart({
  batch,
  onDelivered,
}: {
  readonly batch: ManagedBatch
  readonly onDelivered: () => void
}) {
  const { t } = useTranslation('manage')
  const next = firstUndelivered(batch)
  if (batch.openedAt === null) return <Part text={t('batch.deliver-closed')} />
  return (
    <Part text={t(next ? 'batch.deliver-text' : 'batch.deliver-all-done')}>
      <DeliveryForm batch={batch} next={next} onDelivered={onDelivered} />
    </Part>
  )
}

function Part({ text, children }: { readonly text: string; readonly children?: React.ReactNode }) {
  const { t } = useTranslation('manage')
  return (
    <section className="manage-part">
      <h2>{t('batch.deliver')}</h2>
      <p>{text}</p>
      {children}
    </section>
  )
}

type Box = { readonly from: number; readonly to: number }

function DeliveryForm(props: {
  readonly batch: ManagedBatch
  /** Undefined once all were: what came back is delivered again. */
  readonly next: Box | undefined
  readonly onDelivered: () => void
}) {
  const { batch, next, onDelivered } = props
  const { t } = useTranslation('manage')
  const { fetch } = useManager()
  const [structures] = useManaged(fetch, 'structures', managedStructures)
  const [structure, setStructure] = useState('')
  const [from, setFrom] = useState(next ? `${next.from + 1}` : '')
  const [to, setTo] = useState(next ? `${next.to + 1}` : '')
  const [refusal, setRefusal] = useState<Refusal>()
  const { isAsked, failure, change } = useChange(deliveryAnswer)
  const distributors =
    structures.type === 'here' ? structures.value.structures.filter((each) => each.distributor) : []
  const delivered = batch.funnel.delivered.passes + Number(to) - Number(from) + 1

  async function deliver(event: SyntheticEvent): Promise<void> {
    event.preventDefault()
    setRefusal(undefined)
    const box = { structure, from: Number(from) - 1, to: Number(to) - 1 }
    const answer = await change(`batches/${batch.batch}/deliver`, box)
    if (!answer) return
    if (answer.type === 'refused') {
      setRefusal(answer.reason)
      announce(t(`batch.faults.${answer.reason}`), 'assertive')
      return
    }
    announce(t('batch.delivered'))
    onDelivered()
  }

  return (
    <form className="manage-form" noValidate onSubmit={(event) => void deliver(event)}>
      {failure && <Notice weight="important" title={failure} />}
      {refusal && <Notice weight="important" title={t(`batch.faults.${refusal}`)} />}
      <Field label={t('batch.structure')}>
        {(control) => (
          <select {...control} value={structure} onChange={({ target }) => setStructure(target.value)}>
            <option value="">{t('batch.choose')}</option>
            {distributors.map(({ id, name, commune }) => (
              <option key={id} value={id}>
                {name} · {commune}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="manage-fields">
        <Field label={t('batch.from')}>
          {(control) => (
            <input
              {...control}
              inputMode="numeric"
              value={from}
              onChange={({ target }) => setFrom(target.value)}
            />
          )}
        </Field>
        <Field label={t('batch.to')}>
          {(control) => (
            <input
              {...control}
              inputMode="numeric"
              value={to}
              onChange={({ target }) => setTo(target.value)}
            />
          )}
        </Field>
      </div>
      {delivered === batch.passes && <Notice>{t('batch.last-delivery')}</Notice>}
      <Button type="submit" disabled={isAsked}>
        {t('batch.deliver-go')}
      </Button>
    </form>
  )
}

/** The first passes of the series that nobody was promised, up to the next delivery. */
function firstUndelivered({ passes, deliveries }: ManagedBatch): Box | undefined {
  const sorted = deliveries.toSorted((a, b) => a.from - b.from)
  let from = 0
  for (const delivery of sorted) {
    if (delivery.from > from) return { from, to: delivery.from - 1 }
    from = Math.max(from, delivery.to + 1)
  }
  return from < passes ? { from, to: passes - 1 } : undefined
}
