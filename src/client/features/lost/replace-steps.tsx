import { useTranslation } from 'react-i18next'
import { handoverRefusals } from '#domain/handover.ts'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import type { FoundPass } from '#client/store/look-up-pass.ts'
import type { ReplaceRefusal } from '#client/store/replace-pass.ts'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { useReadyAction } from '#client/ui/use-ready-action.ts'
import type { LostState } from './lost-state.ts'
import { LeftRow } from './left-row.tsx'
import type { Lost } from './use-lost.ts'
import { usePassName } from './use-pass-name.ts'

type StepOf<Type extends LostState['type']> = {
  readonly step: Extract<LostState, { type: Type }>
  readonly lost: Lost
}

/** Both passes and what moves, before anything is written. */
export function ConfirmStep({ step, lost }: StepOf<'confirming'>) {
  const { t } = useTranslation('lost')
  const nameOf = usePassName()
  const { pass, fresh, notSaved } = step
  const action = useReadyAction(t('replace.confirm'))
  return (
    <Screen
      {...useFrame()}
      title={t('replace.confirm')}
      back={{ label: t('replace.no'), onBack: lost.again }}
      action={
        <Button large ref={action} onClick={lost.replace}>
          {t('replace.yes')}
        </Button>
      }
    >
      {notSaved && <NotSavedNotice reason={notSaved} />}
      <p>
        {t('replace.from', { name: nameOf(pass.code) })}
        <br />
        <strong>{t('replace.to', { name: nameOf(fresh.found.code) })}</strong>
      </p>
      <LeftRow pass={pass} />
      <p>{pass.left ? t('replace.left', { count: pass.left.remaining }) : t('replace.left-unknown')}</p>
    </Screen>
  )
}

export function ReplacedStep({ step, lost }: StepOf<'replaced'>) {
  const { t } = useTranslation('lost')
  const { t: h } = useTranslation('handover')
  const { pass, flags } = step
  const action = useReadyAction(t('replace.done'))
  const used = usedCheques(pass)
  return (
    <Screen
      {...useFrame()}
      title={t('replace.done')}
      action={
        <Button large ref={action} onClick={lost.next}>
          {t('done')}
        </Button>
      }
    >
      <StateDrawing state="done">{t('replace.give')}</StateDrawing>
      <LeftRow pass={pass} />
      {used.length > 0 && (
        <Notice weight="important">{t('replace.cross-out', { list: used.join(', ') })}</Notice>
      )}
      <p>{t('replace.old')}</p>
      <p>{t('replace.again')}</p>
      {flags.map((flag) => (
        <p key={flag}>{h(`flag.${flag}`)}</p>
      ))}
    </Screen>
  )
}

/** Why this fresh pass cannot be given; the lost one stays blocked and another is scanned. */
export function NotThisOneStep({ step, lost }: StepOf<'not-this-one'>) {
  const { t } = useTranslation('lost')
  const { t: h } = useTranslation('handover')
  const { reason } = step
  const action = useReadyAction(t('refused.title'))
  return (
    <Screen
      {...useFrame()}
      title={t('refused.title')}
      back={{ label: t('another'), onBack: lost.next }}
      action={
        <Button large ref={action} onClick={lost.again}>
          {t('replace.no')}
        </Button>
      }
    >
      <StateDrawing state="refused">{sentence()}</StateDrawing>
    </Screen>
  )

  function sentence(): string {
    const own = ownRefusals.find((known) => known === reason)
    if (own) return t(`refused.${own}`)
    const given = handoverRefusals.find((known) => known === reason) ?? 'closed'
    return h(given === 'already-handed-over-here' ? 'refused.already-handed-over' : `refused.${given}`)
  }
}

/** What is said of a replacement and of nothing else; the rest is what a handover would be answered. */
const ownRefusals = [
  'same-pass',
  'not-alike',
  'former-closed',
  'not-here',
  'already-undone',
  'reason-missing',
  'reason-too-long',
] as const satisfies readonly ReplaceRefusal[]

function usedCheques({ batch, left }: FoundPass): readonly number[] {
  return batch?.format === 'booklet' && left ? [...left.usedCheques].sort((a, b) => a - b) : []
}
