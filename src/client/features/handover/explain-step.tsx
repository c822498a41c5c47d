import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { languageLike } from '#client/i18n/wished-language.ts'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import { Loading } from '#client/frame/loading.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { Turnable } from '#client/ui/turnable.tsx'
import { LeftOutNotice } from './left-out-notice.tsx'
import type { Asking } from './handover-state.ts'
import type { Handover } from './use-handover.ts'

// With the places, which no other step draws.
const Explanation = lazy(async () => ({ default: (await import('./explanation.tsx')).Explanation }))

export type ExplainStepProps = {
  readonly asking: Asking
  readonly handover: Handover
  readonly held: HeldKnowledge
}

/** The tablet is turned towards the person; who has explained the pass gives it. */
export function ExplainStep({ asking: { passes, said, notSaved }, handover, held }: ExplainStepProps) {
  const { t } = useTranslation('handover')
  const { t: d } = useTranslation('device')
  const count = passes.length
  return (
    <Screen
      {...useFrame()}
      wide
      title={t('explain.title')}
      back={{ label: t('back'), onBack: handover.back }}
      action={
        <Button large onClick={handover.forward}>
          {count === 1 ? t('confirm') : t('confirm-several', { count })}
        </Button>
      }
    >
      {handover.leftOut && <LeftOutNotice leftOut={handover.leftOut} />}
      {notSaved && <NotSavedNotice reason={notSaved} />}
      <div className="explain">
        <Turnable away={d('turn.away')} back={d('turn.back')}>
          <Suspense fallback={<Loading />}>
            <Explanation passes={passes} held={held} code={languageLike(said.language ?? '') ?? 'fr'} />
          </Suspense>
        </Turnable>
      </div>
    </Screen>
  )
}
