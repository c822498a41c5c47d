import './button.css'
import type { ComponentProps, ReactNode } from 'react'

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger'

type Drawn = {
  readonly kind?: ButtonKind | undefined
  /** At least 96 px high, for beneficiaries and for the one action of a venue. */
  readonly large?: boolean | undefined
  readonly picture?: ReactNode
}

export type ButtonProps = Drawn & ComponentProps<'button'>
export type ButtonLinkProps = Drawn & ComponentProps<'a'>

export function Button({ kind, large, picture, children, className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} className={buttonClass({ kind, large }, className)}>
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

/** The look of a button for a link that a router draws. */
export function buttonClass({ kind = 'primary', large = false }: Drawn, more?: string): string {
  return ['button', `button-${kind}`, large && 'button-large', more].filter(Boolean).join(' ')
}
