import { Activity, useState, type ReactNode } from 'react'
import type { Device } from '#client/device/device.ts'
import { useActUnderWay } from '#client/device/use-act-under-way.ts'
import { useObservable } from '#client/device/use-device.ts'
import { LockScreen } from '#client/features/operators/lock-screen.tsx'
import { useNamespaces } from '#client/i18n/use-language.ts'
import { shownActs } from '#client/store/act-under-way.ts'
import { useIdle } from './use-idle.ts'

/**
 * The pages of a shared tablet, or the question who is there. What was on the screen waits behind it as it stood; the
 * camera and the reader do not.
 */
export function Lock({ device, children }: { readonly device: Device; readonly children: ReactNode }) {
  const { sharing } = device
  const operators = useObservable(sharing.operators)
  const atWork = useObservable(sharing.atWork)
  const locked = !operators.some(({ id }) => id === atWork)
  const shown = useObservable(shownActs) > 0
  const [busy, setBusy] = useState(false)
  if (!locked && busy !== shown) setBusy(shown)
  // The page is not opened anew over a form that waits behind the lock.
  useActUnderWay(locked && busy)
  useIdle(!locked, device.now, sharing.lock)
  const worded = useNamespaces('operators')
  return (
    <>
      <Activity mode={locked ? 'hidden' : 'visible'}>{children}</Activity>
      {locked && worded && <LockScreen sharing={sharing} />}
    </>
  )
}
