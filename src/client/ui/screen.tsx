import './screen.css'
import { createContext, use, useEffect, useId, useRef, type ReactNode } from 'react'
import { BackArrow } from './icon.tsx'
import { Telephone, type TelephoneLine } from './telephone.tsx'

export type ScreenProps = {
  readonly title: string
  /** Name of the app, after the title in the window's name. */
  readonly appName: string
  readonly back?: { readonly label: ReactNode; readonly onBack: () => void } | undefined
  /** Above everything, such as the banner of a demonstration. */
  readonly banner?: ReactNode
  /** In the header, facing the way back, such as what waits to be sent. */
  readonly status?: ReactNode
  /** The person to call, at the same place on every page. */
  readonly telephone?: TelephoneLine | undefined
  /** The one action, at the thumb's place. */
  readonly action?: ReactNode
  /** In the footer, after the telephone. */
  readonly footer?: ReactNode
  readonly skipLabel?: ReactNode
  /** Beyond the width of a text, for tables. */
  readonly wide?: boolean | undefined
  readonly children?: ReactNode
}

/** False for a screen that is mounted behind another. */
export const InFront = createContext(true)

/** The frame of a page. Its title takes the focus when it changes or comes to the front, and names the window. */
export function Screen(props: ScreenProps) {
  const { title, appName, back, banner, status, telephone, action, footer, skipLabel, wide, children } = props
  // Two screens may be mounted, one of them hidden: each has its own way in.
  const main = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const inFront = use(InFront)
  useEffect(() => {
    if (!inFront) return
    document.title = title === appName ? appName : `${title} · ${appName}`
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [title, appName, inFront])
  return (
    <div className="screen" data-wide={wide || undefined}>
      {skipLabel && (
        <a className="screen-skip" href={`#${main}`} onClick={(event) => skipTo(event, heading.current)}>
          {skipLabel}
        </a>
      )}
      {(banner || back || status) && (
        <header className="screen-top">
          {banner && <div className="screen-banner">{banner}</div>}
          {(back || status) && (
            <div className="screen-header">
              {back && (
                <button type="button" className="screen-back" onClick={back.onBack}>
                  <BackArrow />
                  <span>{back.label}</span>
                </button>
              )}
              {status && <div className="screen-status">{status}</div>}
            </div>
          )}
        </header>
      )}
      <main id={main} className="screen-body">
        <div className="screen-main">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {children}
        </div>
        {action && <div className="screen-action">{action}</div>}
      </main>
      <footer className="screen-footer">
        {telephone && <Telephone line={telephone} />}
        {footer}
      </footer>
    </div>
  )
}

function skipTo(event: { preventDefault: () => void }, target: HTMLElement | null): void {
  // The address keeps its fragment: it may hold a scanned code.
  event.preventDefault()
  target?.focus()
}
