import { Activity, useEffect, useState, type ReactNode } from 'react'
import type { Device } from '#client/device/device.ts'
import { useActUnderWay } from '#client/device/use-act-under-way.ts'
import { useObservable } from '#client/device/use-device.ts'
import { LockScreen } from '#client/features/operators/lock-screen.tsx'
import { Loading } from '#client/frame/loading.tsx'
import { useNamespaces } from '#client/i18n/use-language.ts'
import { shownActs } from '#client/store/act-under-way.ts'
import { useIdle } from './use-idle.ts'

export type LockProps = {
  readonly device: Device
  readonly path: string
  readonly children: ReactNode
}

/**
 * The pages of a shared tablet, or the question who is there. What was on the screen waits behind it as it stood; the
 * camera and the reader do not. Whoever was at work is watched on each page: one for everybody is no way round.
 */
export function Lock({ device, path, children }: LockProps) {
  const { sharing } = device
  const operators = useObservable(sharing.operators)
  const atWork = useObservable(sharing.atWork)
  const locked = !operators.some(({ id }) => id === atWork)
  const hidden = locked && !openToAll.test(path)
  const shown = useObservable(shownActs) > 0
  const [busy, setBusy] = useState(false)
  if (!hidden && busy !== shown) setBusy(shown)
  // The page is not opened anew over a form that waits behind the lock.
  useActUnderWay(hidden && busy)
  useIdle(!locked, device.now, sharing.lock)
  useEffect(() => {
    if (path.startsWith(givenAway)) sharing.lock()
  }, [path, sharing])
  return (
    <>
      <Activity mode={hidden ? 'hidden' : 'visible'}>{children}</Activity>
      {hidden && <WordedLock sharing={sharing} />}
    </>
  )
}

/** Only while it is seen: the language of the screen is that of the page behind it. */
function WordedLock({ sharing }: Pick<Device, 'sharing'>) {
  return useNamespaces('operators') ? <LockScreen sharing={sharing} /> : <Loading />
}

/** Anybody's pages, and the way in again for whoever has forgotten a PIN. */
const openToAll = /^\/(p|places|kiosk|enrol)(\/|$)/

/** Who opens it turns the tablet over to the public: the way back is a PIN. */
const givenAway = '/kiosk'
