import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { largestUnits } from '#domain/batch.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { ChoiceTiles } from '#client/ui/choice-tiles.tsx'
import { Field } from '#client/ui/field.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { writeAmount, writeDay } from '#client/ui/written.ts'
import { newBatchAnswer, type BatchFault } from '#protocol/manage/batches.ts'
import { useManager } from './use-manager.ts'
import { ManagePage } from './managed-page.tsx'
import { useChange } from './use-change.ts'

type Draft = {
  readonly order: string
  readonly format: 'card' | 'booklet'
  readonly units: string
  readonly passes: string
  readonly firstDay: string
  readonly endDay: string
}

const faultsOf = {
  order: ['bad-order'],
  units: ['units-not-whole', 'too-many-units'],
  passes: ['passes-not-whole', 'too-many-passes'],
  firstDay: ['bad-first-day'],
  endDay: ['bad-end-day', 'ends-before-it-begins', 'ends-in-the-past'],
} as const satisfies Record<string, readonly BatchFault[]>

type Named = keyof typeof faultsOf

export function NewBatchPage() {
  const { t } = useTranslation('manage')
  const { programme } = useManager()
  const [, navigate] = useLocation()
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(programme.today))
  const [faults, setFaults] = useState<readonly BatchFault[]>([])
  const { isAsked, failure, change } = useChange(newBatchAnswer)

  async function make(event: SyntheticEvent): Promise<void> {
    event.preventDefault()
    const answer = await change('batches', {
      order: draft.order,
      format: draft.format,
      units: Number(draft.units) || 0,
      passes: Number(draft.passes) || 0,
      firstDay: readDay(draft.firstDay),
      endDay: readDay(draft.endDay),
    })
    if (!answer) return
    if (answer.type === 'refused') {
      setFaults(answer.faults)
      announce(answer.faults.map((fault) => t(`new-batch.faults.${fault}`)).join(' '), 'assertive')
      return
    }
    announce(t('new-batch.done', { batch: answer.batch }))
    navigate(`/manage/batches/${answer.batch}`)
  }

  function field(named: Named, label: string, hint: string, type: 'text' | 'figures') {
    const fault = faultsOf[named].find((known) => faults.includes(known))
    return (
      <Field label={label} hint={hint} error={fault && t(`new-batch.faults.${fault}`)}>
        {(control) => (
          <input
            {...control}
            inputMode={type === 'figures' ? 'numeric' : undefined}
            autoComplete="off"
            value={draft[named]}
            onChange={({ target }) => setDraft({ ...draft, [named]: target.value })}
          />
        )}
      </Field>
    )
  }

  const worth = Number(draft.units) * Number(draft.passes) * programme.unitCents
  return (
    <ManagePage title={t('new-batch.title')} back={{ label: t('back.batches'), to: '/manage/batches' }}>
      <form className="manage-form" noValidate onSubmit={(event) => void make(event)}>
        <p>{t('new-batch.intro')}</p>
        {failure && <Notice weight="important" title={failure} />}
        {field('order', t('new-batch.order'), t('new-batch.order-hint'), 'text')}
        <ChoiceTiles
          legend={t('new-batch.format')}
          kind="one"
          choices={(['booklet', 'card'] as const).map((value) => ({
            value,
            label: t(`new-batch.${value}`),
            note: t(`new-batch.${value}-note`),
          }))}
          chosen={[draft.format]}
          onChoose={([format]) => setDraft({ ...draft, format: format === 'card' ? 'card' : 'booklet' })}
        />
        {field(
          'units',
          t('new-batch.units'),
          t('new-batch.units-hint', { most: largestUnits[draft.format] }),
          'figures',
        )}
        {field('passes', t('new-batch.passes'), t('new-batch.passes-hint'), 'figures')}
        {field('firstDay', t('new-batch.first-day'), t('new-batch.first-day-hint'), 'figures')}
        {field('endDay', t('new-batch.end-day'), t('new-batch.end-day-hint'), 'figures')}
        {Number.isSafeInteger(worth) && worth > 0 && (
          <p className="manage-amount">{t('new-batch.worth', { amount: writeAmount(worth) })}</p>
        )}
        <Button type="submit" disabled={isAsked}>
          {t(isAsked ? 'new-batch.making' : 'new-batch.confirm')}
        </Button>
      </form>
    </ManagePage>
  )
}

/** Ten cheques until the end of next year, as most programmes order. */
function emptyDraft(today: string): Draft {
  const endDay = `31/12/${Number(today.slice(0, 4)) + 1}`
  return { order: '', format: 'booklet', units: '10', passes: '', firstDay: writeDay(today), endDay }
}

/** Days are typed as they are written everywhere else: 31/12/2027. Anything else is left for the server to refuse. */
function readDay(typed: string): string {
  const [, day = '', month = '', year = ''] =
    /^\s*(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})\s*$/.exec(typed) ?? []
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
