import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Device } from '#client/device/device.ts'
import { UndoAct } from '#client/device/undo-act.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import { handCode } from '#client/scan/handed-code.ts'
import { Button } from '#client/ui/button.tsx'
import { ChequeRow } from '#client/ui/cheque-row.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { useReadyAction } from '#client/ui/use-ready-action.ts'
import { Turnable } from '#client/ui/turnable.tsx'
import type { HandoverState } from './handover-state.ts'
import type { Handover } from './use-handover.ts'

export type HandedOverStepProps = {
  readonly device: Device
  readonly given: Extract<HandoverState, { type: 'handed-over' }>
  readonly handover: Handover
}

/** The pass is given and works here; elsewhere once this tablet has met a network. */
export function HandedOverStep({ device, given, handover }: HandedOverStepProps) {
  const { t } = useTranslation('handover')
  const { t: d } = useTranslation('device')
  const [, go] = useLocation()
  const { pass, language, entry } = given
  const units = pass.batch?.units
  const done = `${t('done.title')}. ${t('done.active')}`
  const action = useReadyAction(done)

  function printLetter(): void {
    handCode({ ...pass.scanned, language: language === 'not-said' ? undefined : language })
    go('/papers/letter')
  }

  return (
    <Screen
      {...useFrame()}
      title={t('done.title')}
      action={
        <div className="handover-actions">
          <Button large ref={action} onClick={handover.next}>
            {t('done.next')}
          </Button>
          <Button kind="secondary" onClick={printLetter}>
            {t('done.letter')}
          </Button>
          <UndoAct device={device} entry={entry} onUndone={handover.undone} />
        </div>
      }
    >
      <p>{t('done.give')}</p>
      {units !== undefined && (
        <Turnable away={d('turn.away')} back={d('turn.back')}>
          <ChequeRow units={units} used={0} label={t('pass.row', { units })} />
        </Turnable>
      )}
      <Notice>
        <p>{t('done.active')}</p>
        {pass.flags.map((flag) => (
          <p key={flag}>{t(`flag.${flag}`)}</p>
        ))}
      </Notice>
    </Screen>
  )
}
