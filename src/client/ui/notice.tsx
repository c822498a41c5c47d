import './notice.css'
import type { ReactNode } from 'react'

export type NoticeProps = {
  /** `important` is framed twice; neither borrows the colour of an answer. */
  readonly weight?: 'plain' | 'important' | undefined
  readonly title?: string | undefined
  readonly children?: ReactNode
  readonly action?: ReactNode
}

/** A message that stays on the page. What just happened is also given to `announce`. */
export function Notice({ weight = 'plain', title, children, action }: NoticeProps) {
  return (
    <div className="notice" data-weight={weight}>
      {title && <p className="notice-title">{title}</p>}
      {children && <div className="notice-text">{children}</div>}
      {action && <div className="notice-action">{action}</div>}
    </div>
  )
}
