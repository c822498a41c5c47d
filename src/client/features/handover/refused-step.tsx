import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Instant } from '#domain/instant.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Button } from '#client/ui/button.tsx'
import { VerdictFrame } from '#client/ui/verdict-frame.tsx'
import { writeClock, writeDayOf } from '#client/ui/written.ts'
import type { Refusal } from './handover-state.ts'

export type RefusedStepProps = {
  readonly held: HeldKnowledge
  readonly reason: Refusal
  readonly at: Instant | undefined
  readonly onNext: () => void
}

/** NON, why, and for a pass given here already: when. */
export function RefusedStep({ held, reason, at, onNext }: RefusedStepProps) {
  const { t } = useTranslation('handover')
  const [, go] = useLocation()
  const { banner, telephone, status } = useFrame()
  const { timeZone } = held.records.programme
  const when =
    at === undefined
      ? { day: '', clock: '' }
      : { day: writeDayOf(at, timeZone), clock: writeClock(at, timeZone) }
  const sentence = t(`refused.${reason}`, when)
  const advice = adviceFor(reason)
  return (
    <VerdictFrame
      look="no"
      word={t('refused.word')}
      spoken={`${t('refused.word')}. ${sentence}`}
      banner={banner}
      telephone={telephone}
      action={
        <Button large autoFocus onClick={onNext}>
          {t('next')}
        </Button>
      }
      more={
        reason === 'spare' && (
          <Button kind="secondary" onClick={() => go('/lost')}>
            {t('refused.replace')}
          </Button>
        )
      }
    >
      <p className="verdict-reason">{sentence}</p>
      {advice && <p>{t(`refused.${advice}`)}</p>}
      {status}
    </VerdictFrame>
  )
}

/** A pass in somebody's hands stays there, and a spare in its box; one that cannot work is put aside. */
function adviceFor(reason: Refusal): 'keep' | 'take-other' | undefined {
  if (reason === 'scan-the-cover' || reason === 'not-a-distributor') return undefined
  const takeOther = reason.startsWith('already') || reason === 'in-this-handover' || reason === 'spare'
  return takeOther ? 'take-other' : 'keep'
}
