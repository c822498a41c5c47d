import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '#client/ui/announcer.tsx'
import { voidAnswer, type ActRefusal, type ManagedAct } from '#protocol/manage/acts.ts'
import { ReasonPart } from './reason-part.tsx'
import { useChange } from './use-change.ts'
import { useWords } from './words.tsx'

export type ActPartProps = {
  readonly act: ManagedAct
  /** With what was done, as a sentence. */
  readonly onChanged: (said: string) => void
  readonly onCancel: () => void
}

/** The manager undoes a redemption, with words that the venue reads. */
export function VoidPart({ act, onChanged, onCancel }: ActPartProps) {
  const { t } = useTranslation('manage')
  const words = useWords()
  const [refusal, setRefusal] = useState<ActRefusal>()
  const { isAsked, failure, change } = useChange(voidAnswer)

  async function confirm(why: string): Promise<void> {
    const answer = await change(`acts/${encodeURIComponent(act.entry)}/void`, { why })
    if (!answer) return
    if (answer.type === 'refused') return setRefusal(answer.reason)
    announce(t('void.done'))
    onChanged(t('void.done'))
  }

  return (
    <ReasonPart
      title={t('void.sure', { place: act.structureName, ...words.moment(act.claimedAt) })}
      text={t('void.text')}
      hint={t('reason.to-venue')}
      confirm={t('void.yes')}
      kind="danger"
      isAsked={isAsked}
      failure={refusal ? t(`act-refused.${refusal}`) : failure}
      onConfirm={(why) => void confirm(why)}
      onCancel={onCancel}
    />
  )
}
