import { wordsOf } from './store-fault.ts'

/** Why nothing was written. Each is a locale key. */
export const notSavedReasons = [
  'no-space',
  'store-closed',
  'store-broken',
  'not-enrolled',
  'nothing-known',
  'revoked',
] as const

export type NotSavedReason = (typeof notSavedReasons)[number]

/** What an append rejects with: not one byte of the act is in the store, so the screen keeps its form. */
export type NotSaved = Error & { readonly notSaved: NotSavedReason }

export function notSaved(reason: NotSavedReason, cause?: unknown): NotSaved {
  return Object.assign(new Error(`not saved: ${reason}`, { cause }), { notSaved: reason })
}

export function isNotSaved(error: unknown): error is NotSaved {
  return error instanceof Error && 'notSaved' in error
}

/** Any abort of the transaction, by its name: Chromium says "failed to write blobs" for a full disk. */
export function asNotSaved(error: unknown): NotSaved {
  if (isNotSaved(error)) return error
  const words = wordsOf(error)
  if (/quota|failed to write blobs|disk/i.test(words)) return notSaved('no-space', error)
  if (/DatabaseClosed|InvalidState/.test(words)) return notSaved('store-closed', error)
  return notSaved('store-broken', error)
}

/** Whether the store itself failed, as opposed to an act that it cannot take. */
export function isStoreFailure({ notSaved: reason }: NotSaved): boolean {
  return reason === 'no-space' || reason === 'store-closed' || reason === 'store-broken'
}
