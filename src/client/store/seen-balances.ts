import type { Instant } from '#domain/instant.ts'
import type { BalanceResponse } from '#protocol/balance.ts'
import { toHex, utf8 } from '#protocol/bytes.ts'
import { hashOf } from '#protocol/hash.ts'
import type { SeenBalance, Store } from './database.ts'

/** Keeps the public page's answer for a code, so that it opens again without a network. The code itself is not kept. */
export async function rememberBalance(
  store: Store,
  code: string,
  response: BalanceResponse,
  at: Instant,
): Promise<void> {
  await store.balances.put({ code: keyOf(code), response, at })
}

/** The last answer for a code, with its date. */
export async function recallBalance(store: Store, code: string): Promise<SeenBalance | undefined> {
  return store.balances.get(keyOf(code))
}

function keyOf(code: string): string {
  return toHex(hashOf(utf8(code)))
}
