import './button.css'
import type { ComponentProps, MouseEventHandler, ReactNode } from 'react'
import { isFirstTap } from './is-first-tap.ts'

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger'

type Drawn = {
  readonly kind?: ButtonKind | undefined
  /** At least 96 px high, for beneficiaries and for the one action of a venue. */
  readonly large?: boolean | undefined
  readonly picture?: ReactNode
}

export type ButtonProps = Drawn & ComponentProps<'button'>
export type ButtonLinkProps = Drawn & ComponentProps<'a'>

/** A large button does nothing on the second press of a double tap: the screen before had its own at the same place. */
export function Button({
  kind,
  large,
  picture,
  children,
  className,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass({ kind, large }, className)}
      onClick={large ? onFirstTap(onClick) : onClick}
    >
      {picture}
      <span className="button-text">{children}</span>
    </button>
  )
}

/** A link that looks like a button: it goes somewhere and does nothing. */
export function ButtonLink({ kind, large, picture, children, className, ...rest }: ButtonLinkProps) {
  return (
    <a {...rest} className={buttonClass({ kind, large }, className)}>
      {picture}
      <span className="button-text">{children}</span>
    </a>
  )
}

function onFirstTap(onClick: ButtonProps['onClick']): MouseEventHandler<HTMLButtonElement> {
  return (event) => {
    if (isFirstTap(event)) onClick?.(event)
    else event.preventDefault()
  }
}

/** The look of a button for a link that a router draws. */
export function buttonClass({ kind = 'primary', large = false }: Drawn, more?: string): string {
  return ['button', `button-${kind}`, large && 'button-large', more].filter(Boolean).join(' ')
}
