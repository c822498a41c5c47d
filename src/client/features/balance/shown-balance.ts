import type { Balance, BalanceResponse } from '#protocol/balance.ts'
import type { Answer } from './ask-balance.ts'

/** What the page shows of a pass. `news` says how the balance stands to the server's word. */
export type ShownBalance =
  | { readonly type: 'loading' }
  | {
      readonly type: 'balance'
      readonly balance: Balance
      readonly news: 'fresh' | 'asking' | 'offline' | 'error'
    }
  | { readonly type: 'problem'; readonly problem: Problem; readonly telephone: string }

export type Problem = Exclude<Answer['type'], 'balance'>

/** The server's word first; without one, the last balance seen here; without either, what stands in the way. */
export function showBalance(answer: Answer | undefined, seen: BalanceResponse | undefined): ShownBalance {
  const kept = seen?.type === 'balance' ? seen : undefined
  switch (answer?.type) {
    case 'balance':
      return { type: 'balance', balance: answer, news: 'fresh' }
    case undefined:
      return kept ? { type: 'balance', balance: kept, news: 'asking' } : { type: 'loading' }
    case 'offline':
    case 'error':
      if (kept) return { type: 'balance', balance: kept, news: answer.type }
      return { type: 'problem', problem: answer.type, telephone: answer.telephone }
    case 'not-a-pass':
    case 'misread-number':
    case 'unknown':
    case 'later':
      return { type: 'problem', problem: answer.type, telephone: answer.telephone }
  }
}
