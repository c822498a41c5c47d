import { useLocation } from 'wouter'
import { handCode } from '#client/scan/handed-code.ts'
import { Button } from '#client/ui/button.tsx'
import type { BalanceRequest } from '#protocol/balance.ts'
import type { DeviceAct } from './acts-of-place.ts'
import { textOf } from './asked-pass.ts'
import { Bilingual } from './bilingual.tsx'

export type DeviceActsProps = { readonly asked: BalanceRequest; readonly acts: readonly DeviceAct[] }

/** Opens the screen of an act on this pass. The code goes along in memory. */
export function DeviceActs({ asked, acts }: DeviceActsProps) {
  const [, navigate] = useLocation()

  function go(act: DeviceAct): void {
    handCode({ text: textOf(asked), source: asked.by === 'code' ? 'camera' : 'typed', at: Date.now() })
    navigate(`/${act}`)
  }

  return (
    <div className="balance-acts">
      {acts.map((act, index) => {
        const isLikely = index === acts.length - 1
        return (
          <Button
            key={act}
            large={isLikely}
            kind={isLikely ? 'primary' : 'secondary'}
            onClick={() => go(act)}
          >
            <Bilingual say={(say) => say(`act.${act}`)} named />
          </Button>
        )
      })}
    </div>
  )
}
