import type { ReactNode } from 'react'
import { writeAmount, writeClock, writeCount, writeDay, writeDayOf } from './written.ts'

/** Reads from left to right in every language: a code, a number, an amount. */
export function Figures({
  children,
  code,
}: {
  readonly children: ReactNode
  readonly code?: boolean | undefined
}) {
  return (
    <bdi dir="ltr" className={code ? 'code' : undefined}>
      {children}
    </bdi>
  )
}

/** Integer cents: `230 €`, `12,50 €`. */
export function Amount({ cents }: { readonly cents: number }) {
  return <Figures>{writeAmount(cents)}</Figures>
}

/** `12 345`. */
export function Count({ of }: { readonly of: number }) {
  return <Figures>{writeCount(of)}</Figures>
}

export type DayProps =
  /** `YYYY-MM-DD` */
  { readonly day: string } | { readonly instant: number; readonly timeZone: string }

/** `23/11/2026`. */
export function Day(props: DayProps) {
  return <Figures>{'day' in props ? writeDay(props.day) : writeDayOf(props.instant, props.timeZone)}</Figures>
}

/** `14:05`. */
export function Clock({ instant, timeZone }: { readonly instant: number; readonly timeZone: string }) {
  return <Figures>{writeClock(instant, timeZone)}</Figures>
}
