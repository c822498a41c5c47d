import { useEffect, useState } from 'react'
import type { BalanceRequest, BalanceResponse } from '#protocol/balance.ts'
import { useDevices } from '#client/device/use-device.ts'
import { askBalance, type Answer } from './ask-balance.ts'
import { textOf } from './asked-pass.ts'
import { showBalance, type ShownBalance } from './shown-balance.ts'

/**
 * The balance of a pass: asked of the server at once, of this device's store as soon as it is open. `shared`: many people
 * use this device, which neither keeps the answer nor shows one that it kept.
 */
export function useBalance(
  asked: BalanceRequest,
  use: 'own' | 'shared' = 'own',
): {
  readonly shown: ShownBalance
  readonly retry: () => void
} {
  const code = textOf(asked)
  const [attempt, setAttempt] = useState(0)
  const [answer, setAnswer] = useState<{ readonly code: string; readonly said: Answer }>()
  const said = answer?.code === code ? answer.said : undefined
  const seen = useSeenBalance(code, said, use)

  useEffect(() => {
    let gone = false
    void askBalance(asked).then((now) => {
      if (!gone) setAnswer({ code, said: now })
    })
    return () => {
      gone = true
    }
  }, [asked, attempt])

  function retry(): void {
    setAnswer(undefined)
    setAttempt((before) => before + 1)
  }

  useEffect(() => {
    const again = () => setAttempt((before) => before + 1)
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [])

  return { shown: showBalance(said, seen), retry }
}

/** What this device last saw of the code; a fresh answer takes its place. Loaded beside the first paint. */
function useSeenBalance(
  code: string,
  answer: Answer | undefined,
  use: 'own' | 'shared',
): BalanceResponse | undefined {
  const opened = useDevices()
  const store = opened.type === 'opened' && use === 'own' ? opened.devices.store : undefined
  const [seen, setSeen] = useState<{ readonly code: string; readonly response: BalanceResponse }>()

  useEffect(() => {
    if (!store) return undefined
    let gone = false
    void import('#client/store/seen-balances.ts')
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
