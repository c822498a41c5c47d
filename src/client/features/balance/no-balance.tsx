import { useFrame } from '#client/frame/use-frame.ts'
import { Button } from '#client/ui/button.tsx'
import { InBoth } from '#client/ui/in-both.tsx'
import { StateDrawing, type DrawnState } from '#client/ui/state-drawing.tsx'
import { BalancePage } from './balance-page.tsx'
import { Bilingual } from './bilingual.tsx'
import type { Problem } from './shown-balance.ts'
import { leavePass } from './use-asked-pass.ts'

export type NoBalanceProps = {
  readonly problem: Problem
  readonly telephone?: string | undefined
  readonly onRetry?: (() => void) | undefined
}

/** There is nothing to show: what happened, what to do next, and the person to call below, where their number is known. */
export function NoBalance({ problem, telephone, onRetry }: NoBalanceProps) {
  const frame = useFrame()
  const called = telephone || frame.telephone
  const again = (problem === 'offline' || problem === 'error') && onRetry
  return (
    <BalancePage
      title={(say) => say(`problem.${problem}.title`)}
      telephone={telephone}
      action={
        <Button large onClick={again || leavePass}>
          {again ? (
            <InBoth of="frame" say={(say) => say('action.retry')} named />
          ) : (
            <Bilingual say={(say) => say('problem.again')} named />
          )}
        </Button>
      }
    >
      <StateDrawing state={drawings[problem]}>
        <Bilingual say={(say) => say(`problem.${problem}.text`)} />
      </StateDrawing>
      {called && (
        <p className="balance-call">
          <Bilingual say={(say) => say('problem.call')} />
        </p>
      )}
    </BalancePage>
  )
}

const drawings = {
  offline: 'offline',
  error: 'too-old',
  'not-a-pass': 'nothing-yet',
  'misread-number': 'nothing-yet',
  unknown: 'nothing-yet',
  later: 'too-old',
} as const satisfies Record<Problem, DrawnState>
