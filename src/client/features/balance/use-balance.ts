import { useEffect, useState } from 'react'
import type { BalanceRequest, BalanceResponse } from '#protocol/balance.ts'
import { useDevices } from '#client/device/use-device.ts'
import { hashOfCode, putDownBalance } from '#client/store/put-down-balance.ts'
import { askBalance, type Answer } from './ask-balance.ts'
import { textOf } from './asked-pass.ts'
import { showBalance, type ShownBalance } from './shown-balance.ts'
import { useAnswer } from './use-answer.ts'

function seenBalances() {
  return import('#client/store/seen-balances.ts')
}

// Here by the time that the store is open.
void seenBalances().catch(() => undefined)

/** The balance of a pass: asked of the server at once, of this device's store as soon as it is open. */
export function useBalance(asked: BalanceRequest): {
  readonly shown: ShownBalance
  readonly retry: () => void
} {
  const { answer, retry } = useAnswer(asked, askForOwn)
  const seen = useSeenBalance(textOf(asked), answer)
  return { shown: showBalance(answer, seen), retry }
}

/** Put down before it is shown: the store has it only after the first paint. */
async function askForOwn(asked: BalanceRequest): Promise<Answer> {
  const counted = hashOfCode(textOf(asked))
  const answer = await askBalance(asked)
  const hash = await counted
  if (hash !== undefined && answer.type === 'balance') putDownBalance(hash, answer, Date.now())
  return answer
}

/** What this device last saw of the code; a fresh answer takes its place. Loaded beside the first paint. */
function useSeenBalance(code: string, answer: Answer | undefined): BalanceResponse | undefined {
  const opened = useDevices()
  const store = opened.type === 'opened' ? opened.devices.store : undefined
  const [seen, setSeen] = useState<{ readonly code: string; readonly response: BalanceResponse }>()

  useEffect(() => {
    if (!store) return undefined
    let gone = false
    void seenBalances()
      .then(async ({ recallBalance, rememberBalance }) => {
        if (answer?.type === 'balance') return rememberBalance(store, code, answer, Date.now())
        const kept = await recallBalance(store, code)
        if (!gone && kept) setSeen({ code, response: kept.response })
      })
      // Without a store the page works as long as there is a network.
      .catch(() => undefined)
    return () => {
      gone = true
    }
  }, [store, code, answer])

  return seen?.code === code ? seen.response : undefined
}
