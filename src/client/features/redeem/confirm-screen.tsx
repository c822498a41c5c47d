import { useTranslation } from 'react-i18next'
import { lastUseOf } from '#domain/batch.ts'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import type { NotSavedReason } from '#client/store/not-saved.ts'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { useReadyAction } from '#client/ui/use-ready-action.ts'
import { writeClock, writeDay } from '#client/ui/written.ts'
import { PassDrawing } from './pass-drawing.tsx'
import type { Scanned } from './redeem-state.ts'
import { ServiceChoice } from './service-choice.tsx'
import type { Redeem } from './use-redeem.ts'

export type ConfirmScreenProps = {
  readonly held: HeldKnowledge
  readonly redeem: Redeem
  readonly scanned: Scanned
  readonly notSaved: NotSavedReason | undefined
}

/** What was scanned and what would be taken: one button takes it. */
export function ConfirmScreen({ held, redeem, scanned, notSaved }: ConfirmScreenProps) {
  const { t } = useTranslation('redeem')
  const { checked, service, read } = scanned
  const { batch } = checked.knowledge
  const { timeZone } = held.records.programme
  const count = checked.units
  const title = titleOf()
  const primary = useReadyAction(`${title} ${service?.name.fr ?? ''}`)
  return (
    <Screen
      {...useFrame()}
      title={title}
      back={{ label: t('confirm.leave'), onBack: redeem.next }}
      action={
        service && (
          <div className="redeem-actions">
            <Button large ref={primary} onClick={redeem.take}>
              {checked.repeats ? t('confirm.again', { count }) : t('confirm.take', { count })}
            </Button>
            <Button kind="secondary" onClick={redeem.checkOnly}>
              {t('confirm.check')}
            </Button>
          </div>
        )
      }
    >
      {notSaved && <NotSavedNotice reason={notSaved} />}
      {checked.repeats && (
        <Notice
          weight="important"
          title={t('confirm.repeats.title', { clock: writeClock(checked.repeats.at, timeZone) })}
        >
          {t('confirm.repeats.text')}
        </Notice>
      )}
      <PassDrawing scanned={scanned} taken={0} />
      <ServiceChoice services={redeem.services} chosen={service} onChoose={redeem.choose} />
      <p className="redeem-about">{batch ? aboutOf(batch) : t('confirm.unknown')}</p>
    </Screen>
  )

  function titleOf(): string {
    return checked.left ? t('confirm.left', { count: checked.left.remaining }) : t('confirm.title')
  }

  function aboutOf(known: NonNullable<typeof batch>): string {
    const cheque = read.code?.cheque ?? 0
    const { units } = known
    const what = cheque > 0 ? t('confirm.cheque', { cheque, units }) : t('confirm.card', { units })
    return `${what}. ${t('confirm.until', { day: writeDay(lastUseOf(known)) })}`
  }
}
