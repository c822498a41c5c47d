import { useEffect, useRef, type RefObject } from 'react'
import { announce } from './announcer.tsx'

/** The one action has the focus, so that Enter presses it; the title, which then keeps none, is spoken. */
export function useReadyAction(title: string): RefObject<HTMLButtonElement | null> {
  const action = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    action.current?.focus({ preventScroll: true })
    announce(title)
  }, [title])
  return action
}
