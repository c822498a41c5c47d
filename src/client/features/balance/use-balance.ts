import { useEffect, useState } from 'react'
import type { BalanceRequest, BalanceResponse } from '#protocol/balance.ts'
import { useDevices } from '#client/device/use-device.ts'
import type { Answer } from './ask-balance.ts'
import { aheadOf } from './ask-ahead.ts'
import { askOwnBalance } from './ask-own-balance.ts'
import { textOf } from './asked-pass.ts'
import { seenBalances } from './seen-balances.ts'
import { showBalance, type ShownBalance } from './shown-balance.ts'
import { useAnswer } from './use-answer.ts'

/** The balance of a pass: asked of the server at once, of this device's store as soon as it is open. */
export function useBalance(asked: BalanceRequest): {
  readonly shown: ShownBalance
  readonly retry: () => void
} {
  const { answer, retry } = useAnswer(asked, askOwnBalance)
  const seen = useSeenBalance(textOf(asked), answer)
  return { shown: showBalance(answer, seen), retry }
}

/** What this device last saw of the code; a fresh answer takes its place. Loaded beside the first paint. */
function useSeenBalance(code: string, answer: Answer | undefined): BalanceResponse | undefined {
  const opened = useDevices()
  const store = opened.type === 'opened' ? opened.devices.store : undefined
  const [seen, setSeen] = useState<{ readonly code: string; readonly response: BalanceResponse } | undefined>(
    () => {
      const response = aheadOf(code)?.seen
      return response && { code, response }
    },
  )
  const isSeen = seen?.code === code

  useEffect(() => {
    if (!store) return undefined
    let gone = false
    void seenBalances()
      .then(async ({ recallBalance, rememberBalance }) => {
        if (answer?.type === 'balance') return rememberBalance(store, code, answer, Date.now())
        if (isSeen) return
        const kept = await recallBalance(store, code)
        if (!gone && kept) setSeen({ code, response: kept.response })
      })
      // Without a store the page works as long as there is a network.
      .catch(() => undefined)
    return () => {
      gone = true
    }
  }, [store, code, answer, isSeen])

  return isSeen ? seen.response : undefined
}
