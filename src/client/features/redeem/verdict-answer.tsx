import { useTranslation } from 'react-i18next'
import { isRefused, type VerdictType } from '#domain/verdict.ts'
import type { Device } from '#client/device/device.ts'
import { UndoAct } from '#client/device/undo-act.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import { verdictKey } from '#client/i18n/verdict-key.ts'
import { Button } from '#client/ui/button.tsx'
import { VerdictFrame } from '#client/ui/verdict-frame.tsx'
import { isBooklet } from './is-booklet.ts'
import { PassDrawing } from './pass-drawing.tsx'
import type { Answered } from './redeem-state.ts'
import type { Redeem } from './use-redeem.ts'

export type VerdictAnswerProps = {
  readonly device: Device
  readonly redeem: Redeem
  readonly answer: Extract<Answered, { type: 'verdict' }>
}

/** OUI or NON, why, and what to do with the paper. */
export function VerdictAnswer({ device, redeem, answer }: VerdictAnswerProps) {
  const { t } = useTranslation('verdict')
  const { t: r } = useTranslation('redeem')
  const { banner, telephone, status } = useFrame()
  const { verdict, scanned, entry } = answer
  const refused = isRefused(verdict.type)
  const cheque = scanned.read.code?.cheque ?? 0
  const type = verdict.type as Exclude<VerdictType, `deferred:${string}`>
  const word = t(verdictKey(type, 'word'))
  const reason = t(verdictKey(type, 'reason'), { count: entry.units })
  const paper = t(verdictKey(type, isBooklet(scanned) ? 'paper' : 'card'), { cheque })
  return (
    <VerdictFrame
      key={entry.id}
      look={lookOf(type)}
      word={word}
      spoken={`${word}. ${reason} ${paper}`}
      banner={banner}
      telephone={telephone}
      action={
        <Button large autoFocus onClick={redeem.next}>
          {r('next')}
        </Button>
      }
      more={!refused && <UndoAct device={device} entry={entry} kind="quiet" onUndone={redeem.undone} />}
    >
      <p className="verdict-reason">{reason}</p>
      <p>{paper}</p>
      {verdict.note === 'handover-not-known' && <p>{t('note.handover-not-known')}</p>}
      <PassDrawing scanned={scanned} taken={refused ? 0 : entry.units} />
      {verdict.remaining !== undefined && <p>{t('left', { count: verdict.remaining })}</p>}
      {status}
    </VerdictFrame>
  )
}

function lookOf(type: VerdictType) {
  if (type === 'confirmed') return 'yes'
  return type === 'accepted' ? 'yes-to-confirm' : 'no'
}
