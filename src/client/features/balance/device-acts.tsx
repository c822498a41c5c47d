import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { handCode } from '#client/scan/handed-code.ts'
import { Button } from '#client/ui/button.tsx'
import { isVenue, type Structure } from '#domain/structure.ts'
import type { BalanceRequest } from '#protocol/balance.ts'
import { textOf } from './asked-pass.ts'
import type { Standing } from './standing.ts'

export type DeviceAct = 'redeem' | 'handover'

/** What the structure of an enrolled device may do with the pass; the last one is the likely one. */
export function deviceActs(structure: Structure, standing: Standing): readonly DeviceAct[] {
  const isInBox = standing === 'in-stock' || standing === 'not-active'
  return [
    ...(isVenue(structure) ? ['redeem' as const] : []),
    ...(structure.distributor && isInBox ? ['handover' as const] : []),
  ]
}

export type DeviceActsProps = { readonly asked: BalanceRequest; readonly acts: readonly DeviceAct[] }

/** Opens the screen of an act on this pass. The code goes along in memory. */
export function DeviceActs({ asked, acts }: DeviceActsProps) {
  const { t } = useTranslation('balance')
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
            {t(`act.${act}`)}
          </Button>
        )
      })}
    </div>
  )
}
