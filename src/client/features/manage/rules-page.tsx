import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ruleNames, ruleRanges, type RuleFault, type RuleName } from '#domain/offline-rules.ts'
import { defaultOfflineRules } from '#domain/programme.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { managedRules, rulesAnswer, type ManagedRules } from '#protocol/manage/rules.ts'
import { ManagedPage } from './managed-page.tsx'
import { draftOf, readDraft, sayRule, writeRule } from './rules-draft.ts'
import { RulesPreview } from './rules-preview.tsx'
import { useChange } from './use-change.ts'

/** The page on which a manager says what a tablet may promise without a network, and sees what it can cost. */
export function RulesPage() {
  const { t } = useTranslation('manage')
  return (
    <ManagedPage title={t('rules.title')} path="rules" schema={managedRules}>
      {(managed, reload) => <RulesForm managed={managed} onSaved={reload} />}
    </ManagedPage>
  )
}

/** In the order in which a person meets them: one pass, one tablet, age, gestures, money. */
const groups = {
  pass: ['unitsPerPass', 'inStockPasses'],
  tablet: ['unitsPerDevice', 'centsPerDevice'],
  age: ['agesAfter', 'defersAfter', 'refusesNotActiveWithin'],
  gestures: ['asksAgainWithin', 'voidsWithin', 'passesPerHandover'],
  money: ['statementLagDays'],
} as const satisfies Record<string, readonly RuleName[]>

const groupNames = ['pass', 'tablet', 'age', 'gestures', 'money'] as const

type RulesFormProps = { readonly managed: ManagedRules; readonly onSaved: () => void }

function RulesForm({ managed, onSaved }: RulesFormProps) {
  const { t } = useTranslation('manage')
  const [draft, setDraft] = useState(() => draftOf(managed.rules))
  const [faults, setFaults] = useState<readonly RuleFault[]>([])
  const [why, setWhy] = useState('')
  const [isWhyMissing, setWhyMissing] = useState(false)
  const { isAsked, failure, change } = useChange(rulesAnswer)
  const rules = readDraft(draft, managed.rules)

  async function save(event: SyntheticEvent): Promise<void> {
    event.preventDefault()
    setWhyMissing(why.trim() === '')
    if (why.trim() === '') return announce(t('rules.why-missing'), 'assertive')
    // JSON has no NaN: what is no number at all is one that no rule takes.
    const asked = Object.fromEntries(
      ruleNames.map((name) => [name, Number.isNaN(rules[name]) ? 0.5 : rules[name]]),
    )
    const answer = await change('rules', { rules: asked, why: why.trim() })
    if (!answer) return
    setFaults(answer.type === 'refused' ? answer.faults : [])
    if (answer.type === 'refused') {
      announce(t('rules.refused', { count: answer.faults.length }), 'assertive')
      return
    }
    announce(t(`rules.${answer.type}`))
    if (answer.type === 'saved') setWhy('')
    onSaved()
  }

  function field(name: RuleName) {
    const { unit, least, most } = ruleRanges[name]
    const fault = faults.find(({ rule }) => rule === name)?.fault
    const usual = sayRule(writeRule(name, defaultOfflineRules[name]))
    const range = { least: sayRule(`${least}`.replace('.', ',')), most: sayRule(`${most}`.replace('.', ',')) }
    return (
      <Field
        key={name}
        label={t('rules.label', { name: t(`rules.names.${name}`), unit: t(`rules.units.${unit}`) })}
        hint={t('rules.hint', { text: t(`rules.hints.${name}`), usual, ...range })}
        error={fault && t(`rules.faults.${fault}`, range)}
      >
        {(control) => (
          <input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            value={draft[name]}
            onChange={({ target }) => setDraft({ ...draft, [name]: target.value })}
          />
        )}
      </Field>
    )
  }

  return (
    <form className="manage-rules" noValidate onSubmit={(event) => void save(event)}>
      <div className="manage-form">
        <p>{t('rules.intro')}</p>
        {managed.isShort && <Notice weight="important" title={t('rules.short')} />}
        {groupNames.map((group) => (
          <fieldset key={group} className="manage-rule-group">
            <legend>{t(`rules.groups.${group}`)}</legend>
            {groups[group].map(field)}
          </fieldset>
        ))}
      </div>
      <RulesPreview rules={rules} managed={managed} />
      <div className="manage-form">
        {failure && <Notice weight="important" title={failure} />}
        {faults.length > 0 && (
          <Notice weight="important" title={t('rules.refused', { count: faults.length })} />
        )}
        <Field
          label={t('rules.why')}
          hint={t('rules.why-hint')}
          error={isWhyMissing ? t('rules.why-missing') : undefined}
        >
          {(control) => <input {...control} value={why} onChange={({ target }) => setWhy(target.value)} />}
        </Field>
        <Button type="submit" disabled={isAsked}>
          {t(isAsked ? 'rules.saving' : 'rules.save')}
        </Button>
      </div>
    </form>
  )
}
