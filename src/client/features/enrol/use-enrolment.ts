import { useEffect, useState } from 'react'
import type { OpenedDevices } from '#client/device/devices.ts'
import { objectionTo } from '#client/device/objection.ts'
import { useActUnderWay } from '#client/device/use-act-under-way.ts'
import type { Enrolled, EnrolFailure } from '#client/sync/enrol-device.ts'

export type EnrolmentState =
  | { readonly type: 'asking' }
  | { readonly type: 'naming'; readonly code: string }
  | { readonly type: 'enrolling'; readonly code: string; readonly name: string }
  | { readonly type: 'failed'; readonly code: string; readonly name: string; readonly reason: EnrolFailure }
  | { readonly type: 'enrolled'; readonly enrolled: Enrolled }

export function useEnrolment(opened: OpenedDevices) {
  const [state, setState] = useState<EnrolmentState>(fromAddress)
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  if (failed) throw failed.error
  useActUnderWay(state.type === 'naming' || state.type === 'enrolling')

  useEffect(() => {
    function follow(): void {
      if (location.hash.length > 1) setState(fromAddress())
    }
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [])

  function enrol(code: string, name: string): void {
    setState({ type: 'enrolling', code, name })
  }

  const devices = opened.type === 'opened' ? opened.devices : undefined
  useEffect(() => {
    // The link may be opened before the store is.
    if (state.type !== 'enrolling' || !devices) return
    const { code, name } = state
    devices
      .enrol(code, name)
      .then((answer) => {
        if (!answer.ok) return setState({ type: 'failed', code, name, reason: answer.error })
        devices.actAs(answer.value.enrolment.device)
        history.replaceState(null, '', '/enrol')
        setState({ type: 'enrolled', enrolled: answer.value })
      })
      .catch((error: unknown) => setFailed({ error }))
  }, [state, devices])

  return {
    state,
    askName: (code: string) => {
      const reason = devices && objectionTo(code, devices.world.address)
      setState(reason ? { type: 'failed', code, name: '', reason } : { type: 'naming', code })
    },
    enrol,
    restart: () => {
      history.replaceState(null, '', '/enrol')
      setState({ type: 'asking' })
    },
  }
}

/** `/enrol#CODE.FINGERPRINT`, as the manager's QR code opens it. */
function fromAddress(): EnrolmentState {
  return location.hash.length > 1 ? { type: 'naming', code: location.href } : { type: 'asking' }
}
