import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Device } from '#client/device/device.ts'
import { Button } from '#client/ui/button.tsx'

export type SeriesWayProps = {
  readonly device: Device
  readonly onOpen: () => void
  /** Above the camera stands the way back to a series that waits for who is at work, below it the way to a new one. */
  readonly place: 'above' | 'below'
}

/** In one of its two places: a series that waits must be seen without scrolling. */
export function SeriesWay({ device, onOpen, place }: SeriesWayProps) {
  const { t } = useTranslation('redeem')
  const [waits, setWaits] = useState<boolean>()
  useEffect(() => {
    let gone = false
    // Also when the page comes back from behind the lock.
    void device.drafts.read('series', device.sharing.atWork.current()).then((kept) => {
      if (!gone) setWaits(kept !== undefined)
    })
    return () => {
      gone = true
    }
  }, [device])
  if (waits === undefined || waits !== (place === 'above')) return null
  return (
    <Button kind={waits ? 'secondary' : 'quiet'} onClick={onOpen}>
      {t(waits ? 'series.resume' : 'series.open')}
    </Button>
  )
}
