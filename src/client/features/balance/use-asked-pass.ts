import { useMemo, useSyncExternalStore } from 'react'
import { askedPassOf, textOf, type AskedPass } from './asked-pass.ts'
import type { BalanceRequest } from '#protocol/balance.ts'

/**
 * The pass that the address asks for: `/p#DIGITS`. The fragment stays there, because on a person's own phone this page
 * is kept: a reload, a bookmark or the home screen must open the same pass. It never reaches a server or its log. A
 * kiosk, which many people share, will read it once and take it out of the address. A typed number stays in the history's
 * state, and is in no address.
 */
export function useAskedPass(): AskedPass | undefined {
  const text = useSyncExternalStore(listen, readAddress)
  return useMemo(() => askedPassOf(text), [text])
}

/** The same, before anything is drawn. */
export function addressedPass(): AskedPass | undefined {
  return askedPassOf(readAddress())
}

/** Opens the pass that was scanned or typed; the way back leads to the question. */
export function openPass(asked: BalanceRequest): void {
  const code = asked.by === 'code'
  history.pushState(code ? null : { number: textOf(asked) }, '', code ? `/p#${asked.digits}` : '/p')
  tell()
}

/** Back to the question. */
export function leavePass(): void {
  history.pushState(null, '', '/p')
  tell()
}

const listeners = new Set<() => void>()

function tell(): void {
  for (const listener of listeners) listener()
}

function listen(changed: () => void): () => void {
  listeners.add(changed)
  window.addEventListener('hashchange', changed)
  window.addEventListener('popstate', changed)
  return () => {
    listeners.delete(changed)
    window.removeEventListener('hashchange', changed)
    window.removeEventListener('popstate', changed)
  }
}

function readAddress(): string {
  const fragment = location.hash.slice(1)
  if (fragment !== '') return fragment
  const { number } = (history.state ?? {}) as { readonly number?: unknown }
  return typeof number === 'string' ? number : ''
}
