import * as v from 'valibot'
import type { Instant } from '#domain/instant.ts'
import { balanceResponse, type BalanceResponse } from '#protocol/balance.ts'
import { toHex, utf8 } from '#protocol/bytes.ts'
import { hashOf } from '#protocol/hash.ts'
import type { SeenBalance, Store } from './database.ts'
import { putDown } from './put-down-balance.ts'

/** Keeps the public page's answer for a code, so that it opens again without a network. The code itself is not kept. */
export async function rememberBalance(
  store: Store,
  code: string,
  response: BalanceResponse,
  at: Instant,
): Promise<void> {
  await store.balances.put({ code: keyOf(code), response, at })
  forget(putDown + keyOf(code))
}

/** The last answer for a code, with its date. */
export async function recallBalance(store: Store, code: string): Promise<SeenBalance | undefined> {
  await takeUp(store)
  return store.balances.get(keyOf(code))
}

/** What a page had put down that was closed before its store had it. What a full disk refuses stays where it is. */
async function takeUp(store: Store): Promise<void> {
  for (const [name, text] of allPutDown()) {
    const read = v.safeParse(putDownBalance, parse(text))
    const row = read.success && { code: name.slice(putDown.length), ...read.output }
    const isDone = !row || (await store.balances.put(row).catch(() => undefined)) !== undefined
    // Unless a newer one stands there meanwhile.
    if (isDone && localStorage.getItem(name) === text) forget(name)
  }
}

const putDownBalance = v.object({ response: balanceResponse, at: v.number() })

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function allPutDown(): readonly (readonly [name: string, text: string])[] {
  try {
    return Object.entries<string>({ ...localStorage }).filter(([name]) => name.startsWith(putDown))
  } catch {
    return []
  }
}

function forget(name: string): void {
  try {
    localStorage.removeItem(name)
  } catch {
    // Then nothing was put down.
  }
}

function keyOf(code: string): string {
  return toHex(hashOf(utf8(code)))
}
