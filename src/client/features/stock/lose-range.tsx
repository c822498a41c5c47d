import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SeriesRange } from '#domain/stock.ts'
import type { Device } from '#client/device/device.ts'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import { createDeskStock } from '#client/device/stock.ts'
import { useSaving } from '#client/device/use-saving.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'

type LoseRangeProps = {
  readonly device: Device
  readonly range: SeriesRange
  /** The series in words. */
  readonly named: string
}

/** Notes passes that a count missed as lost, beside the others that it missed. */
export function LoseRange({ device, range, named }: LoseRangeProps) {
  const { t } = useTranslation('stock')
  const [lost, setLost] = useState(false)
  const { working, notSaved, save } = useSaving()

  function lose(): void {
    const { batch, from, to } = range
    const nothingElse = { other: null, counted: null, damaged: [], missing: [] }
    save(
      () => createDeskStock(device.sync.link).move({ movement: 'loss', batch, from, to, ...nothingElse }),
      () => {
        setLost(true)
        announce(t('count.lost'))
      },
    )
  }

  if (lost) {
    return (
      <strong>
        {t('count.lost')} {t('saved.mistake')}
      </strong>
    )
  }
  return (
    <>
      {notSaved && <NotSavedNotice reason={notSaved} />}
      <Button kind="quiet" disabled={working} onClick={lose}>
        {t('count.lose', { series: named })}
      </Button>
    </>
  )
}
