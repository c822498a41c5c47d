import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { handCode } from '#client/scan/handed-code.ts'
import { Button } from '#client/ui/button.tsx'
import { isVenue, type Structure } from '#domain/structure.ts'
import type { BalanceRequest } from '#protocol/balance.ts'
import { textOf } from './asked-pass.ts'
import type { Standing } from './standing.ts'

export type DeviceActsProps = {
  readonly asked: BalanceRequest
  readonly standing: Standing
  readonly structure: Structure
}

/** On an enrolled device, the acts of its structure on this pass. The code goes along in memory. */
export function DeviceActs({ asked, standing, structure }: DeviceActsProps) {
  const { t } = useTranslation('balance')
  const [, navigate] = useLocation()
  const isInBox = standing === 'in-stock' || standing === 'not-active'

  function go(path: '/redeem' | '/handover'): void {
    handCode({ text: textOf(asked), source: asked.by === 'code' ? 'camera' : 'typed', at: Date.now() })
    navigate(path)
  }

  return (
    <div className="balance-acts">
      {isVenue(structure) && (
        <Button large kind={isInBox ? 'secondary' : 'primary'} onClick={() => go('/redeem')}>
          {t('act.redeem')}
        </Button>
      )}
      {structure.distributor && isInBox && (
        <Button large onClick={() => go('/handover')}>
          {t('act.handover')}
        </Button>
      )}
    </div>
  )
}
