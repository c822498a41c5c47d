import { createContext, use, useSyncExternalStore } from 'react'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import type { Operator } from '#client/store/enrolment.ts'
import type { Observable } from '#client/store/observable.ts'
import type { DeviceRole } from '#protocol/enrolment.ts'
import type { Device } from './device.ts'
import type { EnrolledDevices, OpenedDevices, Unavailable } from './devices.ts'

export const DevicesContext = createContext<OpenedDevices>({ type: 'opening' })

/** The store and the enrolments of this app, as far as they are opened. */
export function useDevices(): OpenedDevices {
  return use(DevicesContext)
}

export type DeviceState =
  | { readonly type: 'opening' | 'broken' | 'not-enrolled' | Unavailable }
  | { readonly type: 'ready'; readonly device: Device }

/** The device of that role that acts now. */
export function useDevice(role: DeviceRole): DeviceState {
  const opened = useDevices()
  const enrolled = useEnrolled()
  if (opened.type !== 'opened') return { type: opened.type }
  if (!enrolled) return { type: 'opening' }
  const device = enrolled.acting[role]
  return device ? { type: 'ready', device } : { type: 'not-enrolled' }
}

/** Who shares the tablet; nobody while no device acts. */
export function useOperators(state: DeviceState): readonly Operator[] {
  return useObservable(state.type === 'ready' ? state.device.sharing.operators : nobody)
}

/** Every enrolment of this app; undefined until the store answers. */
export function useEnrolled(): EnrolledDevices | undefined {
  const opened = useDevices()
  return useObservable(opened.type === 'opened' ? opened.devices.enrolled : nothing)
}

/** True while devices that were here are missed, or the store that held them cannot be read. */
export function useLostDevices(): boolean {
  const opened = useDevices()
  const lost = useObservable(opened.type === 'opened' ? opened.devices.lost : nobody)
  return opened.type === 'broken' || lost.length > 0
}

/** What a device knows; null before its first pull, undefined until the store answers. */
export function useKnowledge(device: Device | undefined): HeldKnowledge | null | undefined {
  return useObservable(device?.knowledge ?? nothing)
}

/** The current value, and a new drawing for each change. */
export function useObservable<Value>(observable: Observable<Value>): Value {
  return useSyncExternalStore(observable.subscribe, observable.current)
}

const nobody: Observable<readonly []> = { current: () => none, subscribe: () => () => undefined }
const none = [] as const
const nothing: Observable<undefined> = { current: () => undefined, subscribe: () => () => undefined }
