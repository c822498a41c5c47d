import { useTranslation } from 'react-i18next'
import type { Deferral } from '#domain/verdict.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import { verdictKey } from '#client/i18n/verdict-key.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Button } from '#client/ui/button.tsx'
import { VerdictFrame } from '#client/ui/verdict-frame.tsx'
import { writeDayOf } from '#client/ui/written.ts'
import { isBooklet } from './is-booklet.ts'
import { PassDrawing } from './pass-drawing.tsx'
import type { Answered } from './redeem-state.ts'
import type { Redeem } from './use-redeem.ts'

export type DeferredAnswerProps = {
  readonly held: HeldKnowledge
  readonly redeem: Redeem
  readonly answer: Extract<Answered, { type: 'verdict' }>
  readonly reason: `deferred:${Deferral}`
}

/** NOTÉ: we cannot say; the venue chooses whether to serve, and nobody has to come back. */
export function DeferredAnswer({ held, redeem, answer, reason: type }: DeferredAnswerProps) {
  const { t } = useTranslation('verdict')
  const { t: f } = useTranslation()
  const { banner, telephone, status } = useFrame()
  const { scanned, entry, served } = answer
  const asked = served === 'asked'
  const word = t(verdictKey(type, 'word'))
  const reason = t(verdictKey(type, 'reason'))
  const next = (
    <Button large autoFocus onClick={redeem.next}>
      {f('action.next')}
    </Button>
  )
  return (
    <VerdictFrame
      key={`${entry.id} ${served}`}
      look="noted"
      word={word}
      spoken={asked ? `${word}. ${reason} ${t('deferral.question')}` : settled()}
      banner={banner}
      telephone={telephone}
      action={asked ? <Question redeem={redeem} /> : next}
    >
      {asked ? (
        <>
          <p className="verdict-reason">{reason}</p>
          <p>{known()}</p>
          <p>
            <strong>{t('deferral.question')}</strong> {t('deferral.terms')}
          </p>
          <PassDrawing scanned={scanned} taken={0} />
        </>
      ) : (
        <>
          <p className="verdict-reason">{settled()}</p>
          {served === 'served' && <p>{paper()}</p>}
        </>
      )}
      {status}
    </VerdictFrame>
  )

  function settled(): string {
    return t(served === 'served' ? 'deferral.served' : 'deferral.declined')
  }

  function known(): string {
    const { left } = scanned.checked
    if (!left) return t('deferral.not-known')
    const { timeZone } = held.records.programme
    const day = writeDayOf(held.head.issuedAt, timeZone)
    return t('deferral.known', { day, count: left.remaining })
  }

  function paper(): string {
    return t(verdictKey(type, isBooklet(scanned) ? 'paper' : 'card'), {
      cheque: scanned.read.code?.cheque ?? 0,
    })
  }
}

function Question({ redeem }: { readonly redeem: Redeem }) {
  const { t } = useTranslation('verdict')
  return (
    <>
      <Button large onClick={redeem.serve}>
        {t('deferral.serve')}
      </Button>
      <Button kind="secondary" onClick={redeem.decline}>
        {t('deferral.decline')}
      </Button>
    </>
  )
}
