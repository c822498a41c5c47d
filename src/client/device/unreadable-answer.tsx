import { useTranslation } from 'react-i18next'
import type { Unreadable } from '#domain/verdict.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import { verdictKey } from '#client/i18n/verdict-key.ts'
import type { SeenKind } from '#client/scan/seen-kind.ts'
import { Button } from '#client/ui/button.tsx'
import { VerdictFrame } from '#client/ui/verdict-frame.tsx'

export type UnreadableAnswerProps = {
  readonly reason: Unreadable
  /** What it looks like instead, when it is no pass. */
  readonly seen: SeenKind
  readonly onNext: () => void
}

/** Nothing was read: a grey frame and no verdict. */
export function UnreadableAnswer({ reason: why, seen, onNext }: UnreadableAnswerProps) {
  const { t } = useTranslation('verdict')
  const { t: f } = useTranslation()
  const { banner, telephone, status } = useFrame()
  const isForeign = why === 'not-a-pass'
  const reason = isForeign ? t(`seen.${seen}.what`) : t(verdictKey(`unreadable:${why}`, 'reason'))
  const paper = isForeign ? t(`seen.${seen}.do`) : t(verdictKey(`unreadable:${why}`, 'paper'))
  return (
    <VerdictFrame
      look="unread"
      spoken={`${reason} ${paper}`}
      banner={banner}
      telephone={telephone}
      action={
        <Button large autoFocus onClick={onNext}>
          {f('action.next')}
        </Button>
      }
    >
      <p className="verdict-reason">{reason}</p>
      <p>{paper}</p>
      {status}
    </VerdictFrame>
  )
}
