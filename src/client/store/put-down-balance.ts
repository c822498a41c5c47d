import type { Instant } from '#domain/instant.ts'
import type { BalanceResponse } from '#protocol/balance.ts'
import { toHex, utf8 } from '#protocol/bytes.ts'

/** Before the name under which the store keeps the balance. */
export const putDown = 'carnet.balance.'

/** The hash of a code, as the store counts it; undefined where the browser counts none. */
export async function hashOfCode(code: string): Promise<string | undefined> {
  try {
    return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(code))))
  } catch {
    return undefined
  }
}

/** Keeps what is about to be shown, at once, until the store takes it up: the page may be closed before that. */
export function putDownBalance(hash: string, response: BalanceResponse, at: Instant): void {
  try {
    localStorage.setItem(putDown + hash, JSON.stringify({ response, at }))
  } catch {
    // The store has it a little later.
  }
}
