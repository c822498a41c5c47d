import './verdict-frame.css'
import { useEffect, type ReactNode } from 'react'
import { announce } from './announcer.tsx'
import { soundAnswer } from './answer-sound.ts'
import { Telephone, type TelephoneLine } from './telephone.tsx'
import { VerdictShape, type VerdictLook } from './verdict-shape.tsx'

export type VerdictFrameProps = {
  readonly look: VerdictLook
  /** The answer, in the largest type. Nothing was read: no word. */
  readonly word?: string | undefined
  /** What is said to whoever does not see the screen. */
  readonly spoken: string
  /** The reason, what to do with the paper, the row of cheques. */
  readonly children: ReactNode
  /** The one button. */
  readonly action: ReactNode
  /** What else is possible, said quietly beside the button. */
  readonly more?: ReactNode
  readonly telephone?: TelephoneLine | undefined
  /** Above the answer, such as the banner of a demonstration. */
  readonly banner?: ReactNode
}

/** The full-screen frame of an answer. Mount it with a new key for each scan, so that each answer is spoken. */
export function VerdictFrame(props: VerdictFrameProps) {
  const { look, word, spoken, children, action, more, telephone, banner } = props
  useEffect(() => {
    announce(spoken, look === 'no' || look === 'unread' ? 'assertive' : 'polite')
    soundAnswer(look)
  }, [look, spoken])
  return (
    <main className="verdict" data-look={look}>
      {banner && <div className="verdict-banner">{banner}</div>}
      <div className="verdict-face">
        <VerdictShape look={look} />
        <h1 className={word ? 'verdict-word' : 'spoken-only'}>{word ?? spoken}</h1>
      </div>
      <div className="verdict-body">{children}</div>
      <div className="verdict-actions">
        {action}
        {more}
      </div>
      {telephone && (
        <footer className="verdict-footer">
          <Telephone line={telephone} />
        </footer>
      )}
    </main>
  )
}
