import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DecisionKind } from '#domain/casework.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import {
  decisionAnswer,
  type DecisionAnswer,
  type DecisionRefusal,
  type DecisionRequest,
} from '#protocol/manage/cases.ts'
import { ReasonPart } from './reason-part.tsx'
import { useChange } from './use-change.ts'

export type DecidePartProps = {
  readonly entry: string
  readonly kind: DecisionRequest['kind']
  readonly decisions: readonly DecisionKind[]
  /** What became of it, as a sentence. */
  readonly onDecided: (said: string) => void
  /** Given where nothing but the decision is on the screen. */
  readonly onCancel?: () => void
}

/** One button for each decision that is possible; the one that is chosen asks for the reason, which the venue reads. */
export function DecidePart({ entry, kind, decisions, onDecided, onCancel }: DecidePartProps) {
  const { t } = useTranslation('manage')
  const [chosen, setChosen] = useState<DecisionKind>()
  const [refusal, setRefusal] = useState<DecisionRefusal>()
  const { isAsked, failure, change } = useChange(decisionAnswer)

  async function decide(decision: DecisionKind, why: string): Promise<void> {
    const asked: DecisionRequest = { kind, decision, why }
    setRefusal(undefined)
    const answer = await change(`cases/${encodeURIComponent(entry)}/decide`, asked)
    if (!answer) return
    if (answer.type === 'refused') {
      setRefusal(answer.reason)
      announce(t(`decide.refused.${answer.reason}`), 'assertive')
      return
    }
    const said = t(`decide.result.${resultOf(decision, answer.outcome)}`)
    announce(said)
    onDecided(said)
  }

  if (chosen === undefined) {
    return (
      <div className="manage-actions">
        {decisions.map((decision) => (
          <Button key={decision} kind="secondary" onClick={() => setChosen(decision)}>
            {t(`decide.do.${decision}`)}
          </Button>
        ))}
        {onCancel && (
          <Button kind="quiet" onClick={onCancel}>
            {t('reason.leave')}
          </Button>
        )}
      </div>
    )
  }
  return (
    <ReasonPart
      key={chosen}
      title={t(`decide.sure.${chosen}`)}
      text={t(`decide.text.${chosen}`)}
      hint={t('reason.to-venue')}
      confirm={t(`decide.yes.${chosen}`)}
      isAsked={isAsked}
      failure={refusal ? t(`decide.refused.${refusal}`) : failure}
      onConfirm={(why) => void decide(chosen, why)}
      onCancel={() => setChosen(undefined)}
    />
  )
}

type Decided = Extract<DecisionAnswer, { type: 'decided' }>['outcome']

/** What is told: that the case is closed, or what the line is now. */
function resultOf(decision: DecisionKind, outcome: Decided) {
  return decision === 'close' || outcome === null ? 'close' : outcome.type
}
