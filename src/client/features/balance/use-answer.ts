import { useEffect, useState } from 'react'
import type { BalanceRequest } from '#protocol/balance.ts'
import { askBalance, type Answer } from './ask-balance.ts'
import { aheadOf, closeAhead } from './ask-ahead.ts'
import { textOf } from './asked-pass.ts'

/** What the server says of a pass, asked at once and again when the network comes back; undefined meanwhile. */
export function useAnswer(
  asked: BalanceRequest,
  ask: (asked: BalanceRequest) => Promise<Answer> = askBalance,
): {
  readonly answer: Answer | undefined
  readonly retry: () => void
} {
  const code = textOf(asked)
  const [attempt, setAttempt] = useState(0)
  const [last, setLast] = useState<{ readonly code: string; readonly said: Answer } | undefined>(() => {
    const said = aheadOf(code)?.said
    return said && { code, said }
  })

  useEffect(() => {
    let gone = false
    const answer = aheadOf(code)?.answer ?? ask(asked)
    closeAhead()
    void answer.then((said) => {
      if (!gone) setLast({ code, said })
    })
    return () => {
      gone = true
    }
  }, [ask, asked, code, attempt])

  function retry(): void {
    setLast(undefined)
    setAttempt((before) => before + 1)
  }

  useEffect(() => {
    const again = () => setAttempt((before) => before + 1)
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [])

  return { answer: last?.code === code ? last.said : undefined, retry }
}
