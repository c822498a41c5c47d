import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { contesters, type Contester } from '#domain/casework.ts'
import { announce } from '#client/ui/announcer.tsx'
import { ChoiceTiles } from '#client/ui/choice-tiles.tsx'
import { contestAnswer, type ContestRequest } from '#protocol/manage/acts.ts'
import { ReasonPart } from './reason-part.tsx'
import { useChange } from './use-change.ts'
import type { ActPartProps } from './void-part.tsx'
import { useWords } from './words.tsx'

/** Somebody told the manager that a line is wrong: who, and in which words. */
export function ContestPart({ act, onChanged, onCancel }: ActPartProps) {
  const { t } = useTranslation('manage')
  const words = useWords()
  const [by, setBy] = useState<Contester>()
  const [refusal, setRefusal] = useState<string>()
  const { isAsked, failure, change } = useChange(contestAnswer)

  async function confirm(why: string): Promise<void> {
    if (!by) return setRefusal(t('contest.by-missing'))
    const asked: ContestRequest = { by, why }
    const answer = await change(`acts/${encodeURIComponent(act.entry)}/contest`, asked)
    if (!answer) return
    if (answer.type === 'refused') return setRefusal(t(`act-refused.${answer.reason}`))
    announce(t('contest.done'))
    onChanged(t('contest.done'))
  }

  return (
    <ReasonPart
      title={t('contest.sure', { place: act.structureName, ...words.moment(act.claimedAt) })}
      text={t('contest.text')}
      hint={t('reason.to-venue')}
      confirm={t('contest.yes')}
      isAsked={isAsked}
      failure={refusal ?? failure}
      onConfirm={(why) => void confirm(why)}
      onCancel={onCancel}
    >
      <ChoiceTiles
        legend={t('contest.by')}
        kind="one"
        choices={contesters.map((value) => ({ value, label: t(`contest.who.${value}`) }))}
        chosen={by ? [by] : []}
        onChoose={(values) => {
          setBy(contesters.find((each) => values.includes(each)))
          setRefusal(undefined)
        }}
      />
    </ReasonPart>
  )
}
