import { useEffect, useState } from 'react'
import { useDevice, useDevices } from '#client/device/use-device.ts'
import { heldBalance } from '#client/store/held-balance.ts'
import type { Balance, BalanceRequest } from '#protocol/balance.ts'
import { textOf } from '../asked-pass.ts'
import { showBalance, type ShownBalance } from '../shown-balance.ts'
import { useAnswer } from '../use-answer.ts'

/** What is left on the pass in front of a shared tablet: from its own lists at once, then from the server. Neither is kept. */
export function useSharedBalance(asked: BalanceRequest): {
  readonly shown: ShownBalance
  readonly retry: () => void
} {
  const { answer, retry } = useAnswer(asked)
  const held = useHeldBalance(textOf(asked))
  return { shown: showBalance(answer, held), retry }
}

function useHeldBalance(text: string): Balance | undefined {
  const opened = useDevices()
  const desk = useDevice('desk')
  const store = opened.type === 'opened' ? opened.devices.store : undefined
  const device = desk.type === 'ready' ? desk.device.enrolment.device : undefined
  const [held, setHeld] = useState<{ readonly text: string; readonly balance: Balance | undefined }>()

  useEffect(() => {
    if (!store || !device) return undefined
    let gone = false
    void heldBalance(store, device, text)
      // Lists that cannot be read are no answer; the server still gives one.
      .catch(() => undefined)
      .then((balance) => {
        if (!gone) setHeld({ text, balance })
      })
    return () => {
      gone = true
    }
  }, [store, device, text])

  return held?.text === text ? held.balance : undefined
}
