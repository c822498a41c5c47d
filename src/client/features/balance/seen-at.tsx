import { Button } from '#client/ui/button.tsx'
import { InBoth } from '#client/ui/in-both.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { writeClock, writeDayOf } from '#client/ui/written.ts'
import type { Balance } from '#protocol/balance.ts'
import { Bilingual } from './bilingual.tsx'
import type { ShownBalance } from './shown-balance.ts'

export type SeenAtProps = {
  readonly balance: Balance
  readonly news: Extract<ShownBalance, { type: 'balance' }>['news']
  readonly onRetry: () => void
}

/** The date of what is shown; without a network, said first and with what to do. */
export function SeenAt({ balance: { knownAt, timeZone }, news, onRetry }: SeenAtProps) {
  const when = { day: writeDayOf(knownAt, timeZone), clock: writeClock(knownAt, timeZone) }
  if (news === 'fresh' || news === 'asking') {
    return (
      <p className="balance-seen">
        <Bilingual say={(say) => say(news === 'fresh' ? 'seen.at' : 'seen.asking', when)} />
      </p>
    )
  }
  return (
    <Notice
      action={
        <Button kind="secondary" onClick={onRetry}>
          <InBoth of="frame" say={(say) => say('action.retry')} named />
        </Button>
      }
    >
      <strong>
        <Bilingual say={(say) => say('seen.at', when)} />
      </strong>
      <p>
        <Bilingual say={(say) => say(`seen.${news}`)} />
      </p>
    </Notice>
  )
}
