import { useEffect, useState } from 'react'
import type { Device } from '#client/device/device.ts'
import { createDeskStock } from '#client/device/stock.ts'
import { useObservable } from '#client/device/use-device.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import type { HeldStock } from '#client/store/read-stock.ts'

/** Read again with each head, and after each act. */
export function useStock(device: Device, held: HeldKnowledge): HeldStock | undefined {
  const [stock, setStock] = useState<HeldStock>()
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  if (failed) throw failed.error
  const entries = useObservable(device.entries)
  const { number } = held.head
  useEffect(() => {
    let gone = false
    createDeskStock(device.sync.link)
      .read()
      .then(
        (read) => {
          if (!gone) setStock(read)
        },
        (error: unknown) => setFailed({ error }),
      )
    return () => {
      gone = true
    }
  }, [device, number, entries])
  return stock
}
