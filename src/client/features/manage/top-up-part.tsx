import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { writeAmount } from '#client/ui/written.ts'
import type { ManagedOverview } from '#protocol/manage/overview.ts'
import { topUpAnswer } from '#protocol/manage/rules.ts'
import { useManager } from './use-manager.ts'
import { useChange } from './use-change.ts'

export type TopUpPartProps = {
  readonly contingency: ManagedOverview['contingency']
  readonly onToppedUp: () => void
}

/** Shown while the contingency is short: until it is topped up, tablets promise nothing without a network. */
export function TopUpPart({ contingency, onToppedUp }: TopUpPartProps) {
  const { t } = useTranslation('manage')
  const { unitCents } = useManager().programme
  const missing = Math.max(1, Math.ceil((contingency.neededCents - contingency.balanceCents) / unitCents))
  const [units, setUnits] = useState(`${missing}`)
  const [why, setWhy] = useState('')
  const [faults, setFaults] = useState<{ readonly units?: string; readonly why?: string }>({})
  const { isAsked, failure, change } = useChange(topUpAnswer)
  const asked = Number(units)

  async function topUp(event: SyntheticEvent): Promise<void> {
    event.preventDefault()
    const missingWhy = why.trim() === '' ? { why: t('contingency.why-missing') } : {}
    const isWhole = Number.isSafeInteger(asked) && asked > 0
    setFaults({ ...missingWhy, ...(isWhole ? {} : { units: t('contingency.faults.units-not-whole') }) })
    if (why.trim() === '' || !isWhole) return
    const answer = await change('contingency', { units: asked, why: why.trim() })
    if (!answer) return
    if (answer.type === 'refused') return setFaults({ units: t(`contingency.faults.${answer.reason}`) })
    announce(t('contingency.done', { amount: writeAmount(answer.balanceCents) }))
    onToppedUp()
  }

  return (
    <Notice weight="important" title={t('contingency.short')}>
      <form className="manage-form" noValidate onSubmit={(event) => void topUp(event)}>
        <p>
          {t('contingency.text', {
            amount: writeAmount(contingency.balanceCents),
            needed: writeAmount(contingency.neededCents),
          })}
        </p>
        {failure && <p role="alert">{failure}</p>}
        <div className="manage-fields">
          <Field
            label={t('contingency.units')}
            hint={
              Number.isSafeInteger(asked) && asked > 0
                ? t('contingency.worth', { amount: writeAmount(asked * unitCents) })
                : undefined
            }
            error={faults.units}
          >
            {(control) => (
              <input
                {...control}
                inputMode="numeric"
                autoComplete="off"
                value={units}
                onChange={({ target }) => setUnits(target.value)}
              />
            )}
          </Field>
          <Field label={t('contingency.why')} hint={t('contingency.why-hint')} error={faults.why}>
            {(control) => <input {...control} value={why} onChange={({ target }) => setWhy(target.value)} />}
          </Field>
        </div>
        <Button type="submit" disabled={isAsked}>
          {t('contingency.go')}
        </Button>
      </form>
    </Notice>
  )
}
