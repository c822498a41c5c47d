import './verdict-frame.css'
import { useEffect, type ReactNode } from 'react'
import { announce } from './announcer.tsx'
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
}

/** The full-screen frame of an answer. Mount it with a new key for each scan, so that each answer is spoken. */
export function VerdictFrame({ look, word, spoken, children, action, more }: VerdictFrameProps) {
  useEffect(() => {
    announce(spoken, look === 'no' || look === 'unread' ? 'assertive' : 'polite')
  }, [look, spoken])
  return (
    <section className="verdict" data-look={look}>
      <div className="verdict-face">
        <VerdictShape look={look} />
        {word && <h1 className="verdict-word">{word}</h1>}
      </div>
      <div className="verdict-body">{children}</div>
      <div className="verdict-actions">
        {action}
        {more}
      </div>
    </section>
  )
}
