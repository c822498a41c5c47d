import { useTranslation } from 'react-i18next'
import { pad, type Hand, type SignatureWay } from '#domain/delivery-note.ts'
import { decodeDrawings } from '#protocol/signature.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { SignatureDrawing } from '#client/ui/signature-drawing.tsx'

export type SignatureBoxProps = {
  readonly hand: Hand
  readonly entry: StoredEntry
  readonly way: SignatureWay | null
}

/** How one hand signed, with room for the name and, where it did not, for a signature in ink. */
export function SignatureBox({ hand, entry: { personal }, way }: SignatureBoxProps) {
  const { t } = useTranslation('stock')
  const strokes = way === 'drawn' && personal ? decodeDrawings(personal.part)?.[hand] : undefined
  return (
    <div>
      <p>{t(`note.${hand}`)}</p>
      {strokes && <SignatureDrawing label={t('sign.drawn')} pad={pad} strokes={strokes} />}
      {way !== null && !strokes && <p>{t(way === 'tap' ? 'sign.tapped' : 'sign.expired')}</p>}
    </div>
  )
}
