import type { BalanceResponse } from '#protocol/balance.ts'
import type { Store } from '#client/store/database.ts'
import { answerBefore } from '#client/store/time-limit.ts'
import type { Answer } from './ask-balance.ts'
import { askOwnBalance } from './ask-own-balance.ts'
import { textOf } from './asked-pass.ts'
import { seenBalances } from './seen-balances.ts'
import { addressedPass } from './use-asked-pass.ts'

/** What is asked about a pass before its page is drawn, and what was answered so far. */
type Ahead = {
  readonly code: string
  readonly begunAt: number
  readonly answer: Promise<Answer>
  readonly recalled: Promise<BalanceResponse | undefined>
  said?: BalanceResponse
  seen?: BalanceResponse | undefined
}

let ahead: Ahead | undefined

/**
 * Asks the server for the pass of the address, and the store, once it is open, for what this device last saw of it, while
 * the rest of its page is on its way: what is drawn first is then the balance. Ready once one of the two has it, the store
 * has none, or is silent.
 */
export async function askAhead(opened: Promise<Store>): Promise<void> {
  const asked = addressedPass()
  if (asked === undefined || asked.by === 'neither') return
  const code = textOf(asked)
  const begun = aheadOf(code) ?? begin(code, askOwnBalance(asked), recall(code, opened))
  const said = begun.answer.then((answer) => (answer.type === 'balance' ? answer : begun.recalled))
  await answerBefore(Promise.race([begun.recalled, said]), silentAfter, undefined)
}

/** Until the page of that pass is drawn, and asks by itself; undefined for another pass, or after too long. */
export function aheadOf(code: string): Ahead | undefined {
  return ahead?.code === code && performance.now() - ahead.begunAt < longest ? ahead : undefined
}

export function closeAhead(): void {
  ahead = undefined
}

function begin(code: string, answer: Ahead['answer'], recalled: Ahead['recalled']): Ahead {
  const begun: Ahead = { code, begunAt: performance.now(), answer, recalled }
  void answer.then((said) => {
    if (said.type === 'balance') begun.said = said
  })
  void recalled.then((seen) => (begun.seen = seen))
  ahead = begun
  return begun
}

async function recall(code: string, opened: Promise<Store>): Promise<BalanceResponse | undefined> {
  try {
    const [{ recallBalance }, store] = await Promise.all([seenBalances(), opened])
    return (await recallBalance(store, code))?.response
  } catch {
    // The page asks again, and does without.
    return undefined
  }
}

/** Milliseconds. */
const silentAfter = 1000
const longest = 20_000
