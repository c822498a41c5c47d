import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { ChoiceTiles } from '#client/ui/choice-tiles.tsx'
import { Field } from '#client/ui/field.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import {
  managedReconciliation,
  reconciliationAnswer,
  reconciliationPoints,
  type ManagedReconciliation,
  type ReconciliationPoint,
} from '#protocol/manage/reconciliation.ts'
import { ActTable } from './act-table.tsx'
import { HeardTable } from './heard-table.tsx'
import { ManagedPage } from './managed-page.tsx'
import { useManager } from './use-manager.ts'
import { useChange } from './use-change.ts'
import { useWords } from './words.tsx'

/** What a person looks at after the server lost something, and the end of the lock. */
export function RestoredPage() {
  const { t } = useTranslation('manage')
  const back = { label: t('back.overview'), to: '/manage' }
  return (
    <ManagedPage title={t('restored.title')} path="reconciliation" schema={managedReconciliation} back={back}>
      {(list, reload) => <Reconciliation list={list} onEnded={reload} />}
    </ManagedPage>
  )
}

function Reconciliation({
  list,
  onEnded,
}: {
  readonly list: ManagedReconciliation
  readonly onEnded: () => void
}) {
  const { t } = useTranslation('manage')
  const words = useWords()
  const [loss] = list.losses
  if (!loss) return <StateDrawing state="nothing-yet">{t('restored.nothing')}</StateDrawing>
  return (
    <>
      <section className="manage-part">
        <p>{t(`restored.seen-by.${loss.seenBy}`, words.moment(loss.drawnAt))}</p>
        <p>{t('restored.known-until', words.moment(loss.knownUntil))}</p>
        {list.restored ? <p>{t('restored.locked')}</p> : <Notice title={t('restored.ended')} />}
      </section>
      <section className="manage-part">
        <h2>{t('restored.devices')}</h2>
        <p>{t('restored.devices-text')}</p>
        <HeardTable devices={list.devices} />
      </section>
      <section className="manage-part">
        <h2>{t('restored.without-head')}</h2>
        <p>{t('restored.without-head-text')}</p>
        <ActTable
          caption={t('restored.without-head')}
          acts={list.withoutHead.acts}
          empty={<StateDrawing state="done">{t('restored.none-without-head')}</StateDrawing>}
        />
      </section>
      {list.restored && <EndPart onEnded={onEnded} />}
    </>
  )
}

/** What the server cannot tell is ticked by a person, one by one, with the reason that the audit trail keeps. */
function EndPart({ onEnded }: { readonly onEnded: () => void }) {
  const { t } = useTranslation('manage')
  const { refresh } = useManager()
  const [checked, setChecked] = useState<readonly ReconciliationPoint[]>([])
  const [why, setWhy] = useState('')
  const [error, setError] = useState<string>()
  const { isAsked, failure, change } = useChange(reconciliationAnswer)

  async function end(event: SyntheticEvent): Promise<void> {
    event.preventDefault()
    if (checked.length < reconciliationPoints.length) return setError(t('restored.refused.not-all-checked'))
    if (why.trim() === '') return setError(t('restored.why-missing'))
    const answer = await change('reconciliation/end', { checked, why: why.trim() })
    if (!answer) return
    if (answer.type === 'refused') return setError(t(`restored.refused.${answer.reason}`))
    announce(t('restored.ended'))
    onEnded()
    refresh()
  }

  return (
    <form className="manage-form" noValidate onSubmit={(event) => void end(event)}>
      <ChoiceTiles
        legend={t('restored.points')}
        hint={t('restored.points-hint')}
        kind="several"
        choices={reconciliationPoints.map((point) => ({
          value: point,
          label: t(`restored.point.${point}.label`),
          note: t(`restored.point.${point}.note`),
        }))}
        chosen={checked}
        onChoose={(values) => setChecked(reconciliationPoints.filter((point) => values.includes(point)))}
      />
      {failure && <p role="alert">{failure}</p>}
      <Field label={t('restored.why')} hint={t('restored.why-hint')} error={error}>
        {(control) => <input {...control} value={why} onChange={({ target }) => setWhy(target.value)} />}
      </Field>
      <Button type="submit" disabled={isAsked}>
        {t('restored.end')}
      </Button>
    </form>
  )
}
