import { useEffect, useEffectEvent, useState } from 'react'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import type { Device } from './device.ts'
import { useObservable } from './use-device.ts'

/**
 * What the store says, read again with each head, after each act, and when `asked` changes; undefined until it answers. A
 * failure ends the screen.
 */
export function useHeldHere<Value>(
  device: Device,
  held: HeldKnowledge,
  read: () => Promise<Value>,
  asked = '',
): Value | undefined {
  const [value, setValue] = useState<Value>()
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  if (failed) throw failed.error
  const entries = useObservable(device.entries)
  const { number } = held.head
  const readNow = useEffectEvent(read)
  useEffect(() => {
    let gone = false
    readNow().then(
      (found) => {
        if (!gone) setValue(found)
      },
      (error: unknown) => setFailed({ error }),
    )
    return () => {
      gone = true
    }
  }, [device, number, entries, asked])
  return value
}
