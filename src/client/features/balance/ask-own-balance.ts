import type { BalanceRequest } from '#protocol/balance.ts'
import { hashOfCode, putDownBalance } from '#client/store/put-down-balance.ts'
import { askBalance, type Answer } from './ask-balance.ts'
import { textOf } from './asked-pass.ts'

/** Asks for a pass that its holder reads on their own phone. Put down before it is shown: the store has it a little later. */
export async function askOwnBalance(asked: BalanceRequest): Promise<Answer> {
  const counted = hashOfCode(textOf(asked))
  const answer = await askBalance(asked)
  const hash = await counted
  if (hash !== undefined && answer.type === 'balance') putDownBalance(hash, answer, Date.now())
  return answer
}
