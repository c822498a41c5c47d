import * as v from 'valibot'
import { balanceResponse, type BalanceRequest, type BalanceResponse } from '#protocol/balance.ts'

/** `offline`: nobody was reached. `error`: somebody was, and did not answer as our server does. */
export type Answer = BalanceResponse | { readonly type: 'offline' | 'error'; readonly telephone: '' }

const longestWait = 20_000

/** Asks the server. Never rejects: what goes wrong is an answer of its own. */
export async function askBalance(request: BalanceRequest, ask: typeof fetch = fetch): Promise<Answer> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), longestWait)
  try {
    const response = await ask('/api/balance', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
      signal: patience.signal,
    })
    if (response.status === 400) return { type: 'not-a-pass', telephone: '' }
    // A network that asks to sign in answers with a page of its own.
    const said: unknown = await response.json().catch(() => undefined)
    const answer = v.safeParse(balanceResponse, said)
    return answer.success ? answer.output : { type: 'error', telephone: '' }
  } catch {
    return { type: patience.signal.aborted ? 'error' : 'offline', telephone: '' }
  } finally {
    clearTimeout(timer)
  }
}
