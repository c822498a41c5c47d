import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Device } from '#client/device/device.ts'
import { Button } from '#client/ui/button.tsx'

/** The way to a series, or back to the one that waits for who is at work. */
export function SeriesWay({ device, onOpen }: { readonly device: Device; readonly onOpen: () => void }) {
  const { t } = useTranslation('redeem')
  const [waits, setWaits] = useState(false)
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
  return (
    <Button kind={waits ? 'secondary' : 'quiet'} onClick={onOpen}>
      {t(waits ? 'series.resume' : 'series.open')}
    </Button>
  )
}
