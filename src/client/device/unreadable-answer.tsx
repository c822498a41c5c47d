import { useTranslation } from 'react-i18next'
import type { Unreadable } from '#domain/verdict.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import { verdictKey } from '#client/i18n/verdict-key.ts'
import { Button } from '#client/ui/button.tsx'
import { VerdictFrame } from '#client/ui/verdict-frame.tsx'

/** Nothing was read: a grey frame and no verdict. */
export function UnreadableAnswer(props: { readonly reason: Unreadable; readonly onNext: () => void }) {
  const { t } = useTranslation('verdict')
  const { t: f } = useTranslation()
  const { banner, telephone, status } = useFrame()
  const reason = t(verdictKey(`unreadable:${props.reason}`, 'reason'))
  const paper = t(verdictKey(`unreadable:${props.reason}`, 'paper'))
  return (
    <VerdictFrame
      look="unread"
      spoken={`${reason} ${paper}`}
      banner={banner}
      telephone={telephone}
      action={
        <Button large autoFocus onClick={props.onNext}>
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
