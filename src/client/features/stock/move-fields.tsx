import type { HTMLAttributes } from 'react'
import { useTranslation } from 'react-i18next'
import type { StockActKind } from '#domain/stock-act.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import type { DraftFaults, MoveDraft, MoveField } from './move-draft.ts'

export type MoveFieldsProps = {
  readonly movement: StockActKind
  readonly draft: MoveDraft
  readonly faults: DraftFaults
  readonly held: HeldKnowledge
  readonly onChange: (changes: Partial<MoveDraft>) => void
  readonly onScan: () => void
}

/** First and last pass of the series as it is printed, then what only some movements ask. */
export function MoveFields({ movement, draft, faults, held, onChange, onScan }: MoveFieldsProps) {
  const { t } = useTranslation('stock')
  const others = held.records.structures.filter(({ id, distributor }) => {
    return distributor && id !== held.structure.id
  })
  const isReception = movement === 'reception'

  function errorOf(field: MoveField): string | undefined {
    const fault = faults[field]
    return fault && t(`faults.${fault.type}`, { part: fault.part ?? '' })
  }

  function textField(
    field: MoveField,
    hint: string,
    inputMode: HTMLAttributes<HTMLInputElement>['inputMode'],
  ) {
    return (
      <Field label={t(`field.${field}`)} hint={hint} error={errorOf(field)}>
        {(control) => (
          <input
            {...control}
            dir="ltr"
            inputMode={inputMode}
            autoComplete="off"
            value={draft[field]}
            onChange={({ target }) => onChange({ [field]: target.value })}
          />
        )}
      </Field>
    )
  }

  return (
    <div className="stock-fields">
      <div className="stock-ends">
        {textField('first', t('field.first-hint'), 'text')}
        {textField('last', t('field.last-hint'), 'text')}
      </div>
      <Button kind="secondary" onClick={onScan}>
        {t('scan.do')}
      </Button>
      {(isReception || movement === 'transfer') && (
        <Field label={t(isReception ? 'field.sender' : 'field.other')} error={errorOf('other')}>
          {(control) => (
            <select
              {...control}
              value={draft.other}
              onChange={({ target }) => onChange({ other: target.value })}
            >
              <option value="">{t(isReception ? 'field.programme' : 'field.choose')}</option>
              {others.map(({ id, name, commune }) => (
                <option key={id} value={id}>
                  {name} · {commune}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {isReception && (
        <>
          {textField('counted', t('field.counted-hint'), 'numeric')}
          {textField('damaged', t('field.some-hint'), 'text')}
          {textField('missing', t('field.some-hint'), 'text')}
        </>
      )}
    </div>
  )
}
