import { useTranslation } from 'react-i18next'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { useReadyAction } from '#client/ui/use-ready-action.ts'
import type { LostState } from './lost-state.ts'
import type { Lost } from './use-lost.ts'

export type BlockedStepProps = {
  readonly blocked: Extract<LostState, { type: 'blocked' }>
  readonly lost: Lost
}

/** It is done, here at once and elsewhere when they hear of it; what is left waits for a new pass. */
export function BlockedStep({ blocked, lost }: BlockedStepProps) {
  const { t } = useTranslation('lost')
  const { pass, notSaved } = blocked
  const action = useReadyAction(t('blocked.title'))
  const isEmpty = pass.left?.remaining === 0
  return (
    <Screen
      {...useFrame()}
      title={t('blocked.title')}
      action={
        <div className="button-stack">
          {isEmpty ? (
            <Button large ref={action} onClick={lost.next}>
              {t('done')}
            </Button>
          ) : (
            <>
              <Button large ref={action} onClick={lost.takeNew}>
                {t('replace.do')}
              </Button>
              <Button kind="secondary" onClick={lost.next}>
                {t('done')}
              </Button>
            </>
          )}
          <Button kind="quiet" onClick={lost.unblock}>
            {t('unblock.undo')}
          </Button>
        </div>
      }
    >
      {notSaved && <NotSavedNotice reason={notSaved} />}
      <StateDrawing state="done">
        {t('blocked.here')}
        <br />
        {t('blocked.there')}
      </StateDrawing>
      <p>{isEmpty ? t('standing.used-up') : t('blocked.before')}</p>
    </Screen>
  )
}

export function UnblockedStep({ onNext }: { readonly onNext: () => void }) {
  const { t } = useTranslation('lost')
  const action = useReadyAction(t('unblock.done'))
  return (
    <Screen
      {...useFrame()}
      title={t('unblock.done')}
      action={
        <Button large ref={action} onClick={onNext}>
          {t('done')}
        </Button>
      }
    >
      <StateDrawing state="done">{t('unblock.text')}</StateDrawing>
    </Screen>
  )
}
