import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Loading } from '#client/frame/loading.tsx'
import { languageLike } from '#client/i18n/wished-language.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Turnable } from '#client/ui/turnable.tsx'
import type { PassesInHand } from './handover-state.ts'

// With the places, which no other step draws.
const Explanation = lazy(async () => ({ default: (await import('./explanation.tsx')).Explanation }))

export type TurnedExplanationProps = {
  readonly passes: PassesInHand
  readonly held: HeldKnowledge
  /** That was said, if any. */
  readonly language: string | undefined
}

/** What the pass is, in the language of who looks at it, turned towards them or towards the hall. */
export function TurnedExplanation({ passes, held, language }: TurnedExplanationProps) {
  const { t } = useTranslation('device')
  return (
    <div className="explain">
      <Turnable away={t('turn.away')} back={t('turn.back')}>
        <Suspense fallback={<Loading />}>
          <Explanation passes={passes} held={held} code={languageLike(language ?? '') ?? 'fr'} />
        </Suspense>
      </Turnable>
    </div>
  )
}
