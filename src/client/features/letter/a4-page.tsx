import './paper.css'
import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react'

export type A4PageProps = {
  readonly label: string
  readonly kind: 'letter' | 'slip' | 'poster'
  /** How large its letters may be: 1 is the size that a person reads at arm's length. */
  readonly largest: number
  /** Even in small letters it is more than a page: something has to go. */
  readonly onTooLong: () => void
  readonly children: ReactNode
}

/** One page of paper, on the screen as it will be printed. Its letters are as large as one page holds. */
export function A4Page({ label, kind, largest, onTooLong, children }: A4PageProps) {
  const page = useRef<HTMLElement>(null)

  function fit(): void {
    if (page.current && !fitPage(page.current, largest)) onTooLong()
  }

  // What stands on it may be other than at the last drawing.
  useLayoutEffect(fit)
  useEffect(() => {
    // Letters that came late are wider or higher than those that stood in for them.
    document.fonts.addEventListener('loadingdone', fit)
    return () => document.fonts.removeEventListener('loadingdone', fit)
  })

  return (
    <div className="paper-preview">
      <article ref={page} className="paper" data-kind={kind} aria-label={label} lang="fr" dir="ltr">
        <div className="paper-content">{children}</div>
      </article>
    </div>
  )
}

/** Below, an old person reads no more. */
const smallest = 0.75
const step = 0.025

function fitPage(page: HTMLElement, largest: number): boolean {
  for (let size = largest; size >= smallest; size -= step) {
    page.style.setProperty('--fit', size.toFixed(3))
    if (isWhole(page)) return true
  }
  return false
}

/** Pixels. */
const rounding = 1

function isWhole(page: HTMLElement): boolean {
  const content = page.firstElementChild
  const last = content?.lastElementChild
  if (!content || !last) return true
  const isWide = [content, ...content.querySelectorAll('p, li, div, section')].some(
    ({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + rounding,
  )
  return !isWide && last.getBoundingClientRect().bottom <= content.getBoundingClientRect().bottom + rounding
}
