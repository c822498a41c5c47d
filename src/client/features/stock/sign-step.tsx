import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  hands,
  isSignature,
  unsigned,
  waysOf,
  type Hand,
  type Signature,
  type Signatures,
  type Stroke,
} from '#domain/delivery-note.ts'
import type { StockAct } from '#domain/stock-act.ts'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import type { NotSavedReason } from '#client/store/not-saved.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { NotePasses, NotePlaces } from './note-lines.tsx'
import { SignaturePad } from './signature-pad.tsx'
import { useStockWords } from './use-stock-words.ts'

export type SignStepProps = {
  readonly act: StockAct
  readonly held: HeldKnowledge
  readonly notSaved: NotSavedReason | undefined
  readonly working: boolean
  readonly onBack: () => void
  readonly onSave: (signatures: Signatures) => void
}

/** Both hands read what they sign and sign it, by a tap or a drawing. Nobody has to: what is not signed says so. */
export function SignStep({ act, held, notSaved, working, onBack, onSave }: SignStepProps) {
  const { t } = useTranslation('stock')
  const { t: f } = useTranslation()
  const { signedWord } = useStockWords(held)
  const [drawn, setDrawn] = useState<Signatures>(unsigned)
  const signatures = { giver: wholeOf(drawn.giver), receiver: wholeOf(drawn.receiver) }

  function sign(hand: Hand, change: Change): void {
    setDrawn((before) => ({ ...before, [hand]: change(before[hand]) }))
  }

  return (
    <Screen
      {...useFrame()}
      title={t('sign.title')}
      back={{ label: f('action.back'), onBack }}
      action={
        <>
          <p role="status">{signedWord(waysOf(signatures))}</p>
          <Button large disabled={working} onClick={() => onSave(signatures)}>
            {t(`save.${act.movement}`)}
          </Button>
        </>
      }
    >
      {notSaved && <NotSavedNotice reason={notSaved} />}
      <p>{t('sign.intro')}</p>
      <dl className="stock-lines">
        <NotePlaces act={act} held={held} />
        <NotePasses act={act} held={held} />
      </dl>
      {hands.map((hand) => (
        <SignedHand key={hand} hand={hand} signature={drawn[hand]} onSign={(change) => sign(hand, change)} />
      ))}
    </Screen>
  )
}

type Change = (before: Signature | null) => Signature | null

type SignedHandProps = {
  readonly hand: Hand
  readonly signature: Signature | null
  readonly onSign: (change: Change) => void
}

function SignedHand({ hand, signature, onSign }: SignedHandProps) {
  const { t } = useTranslation('stock')
  const who = t(`sign.${hand}`)
  return (
    <fieldset className="stock-hand">
      <legend>{who}</legend>
      {signature === 'tap' ? (
        <p className="stock-tapped">
          <span aria-hidden>✓</span> {t('sign.tapped')}
        </p>
      ) : (
        <SignaturePad
          label={t('sign.pad', { who })}
          strokes={signature ?? []}
          onDraw={(change) => onSign(drawOn(change))}
        />
      )}
      <div>
        {signature === null ? (
          <Button
            kind="secondary"
            aria-label={t('sign.tap-of', { who })}
            onClick={() => {
              onSign(() => 'tap')
              announce(t('sign.tapped'))
            }}
          >
            {t('sign.tap')}
          </Button>
        ) : (
          <Button kind="quiet" aria-label={t('sign.clear-of', { who })} onClick={() => onSign(() => null)}>
            {t('sign.clear')}
          </Button>
        )}
      </div>
    </fieldset>
  )
}

function drawOn(change: (before: readonly Stroke[]) => readonly Stroke[]): Change {
  return (before) => (before === 'tap' ? before : change(before ?? []))
}

/** A dot on the pad signs nothing. */
function wholeOf(signature: Signature | null): Signature | null {
  if (signature === null || signature === 'tap') return signature
  return isSignature(signature) ? signature : null
}
