import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Device } from '#client/device/device.ts'
import { UndoAct } from '#client/device/undo-act.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import { handCode } from '#client/scan/handed-code.ts'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { useReadyAction } from '#client/ui/use-ready-action.ts'
import type { HandoverState, ScannedPass } from './handover-state.ts'
import { PassSummary } from './pass-summary.tsx'
import type { Handover } from './use-handover.ts'

export type HandedOverStepProps = {
  readonly device: Device
  readonly given: Extract<HandoverState, { type: 'handed-over' }>
  readonly handover: Handover
}

/** The pass is given and works here; elsewhere once this tablet has met a network. */
export function HandedOverStep({ device, given, handover }: HandedOverStepProps) {
  const { t } = useTranslation('handover')
  const [, go] = useLocation()
  const { passes, language, entries } = given
  const [entry] = entries
  const count = passes.length
  const title = count === 1 ? t('done.title') : t('done.several', { count })
  const flags = [...new Set(passes.flatMap((pass) => pass.flags))]
  const works = passes.some((pass) => !pass.flags.includes('not-opened'))
  const done = works ? `${title}. ${t('done.active')}` : title
  const action = useReadyAction(done)

  function printLetter({ scanned }: ScannedPass): void {
    handCode({ ...scanned, language: language === 'not-said' ? undefined : language })
    go('/papers/letter')
  }

  return (
    <Screen
      {...useFrame()}
      title={title}
      action={
        <div className="handover-actions">
          <Button large ref={action} onClick={handover.next}>
            {t('done.next')}
          </Button>
          {passes.map((pass, place) => (
            <Button key={place} kind="secondary" onClick={() => printLetter(pass)}>
              {count === 1 ? t('done.letter') : t('done.letter-of', { place: place + 1 })}
            </Button>
          ))}
          {entry && <UndoAct device={device} entry={entry} together={entries} onUndone={handover.undone} />}
        </div>
      }
    >
      <p>{t(count === 1 ? 'done.give' : 'done.give-several')}</p>
      <PassSummary passes={passes} />
      <Notice>
        {works && <p>{t('done.active')}</p>}
        {flags.map((flag) => (
          <p key={flag}>{t(`flag.${flag}`)}</p>
        ))}
      </Notice>
    </Screen>
  )
}
