import type { Result } from '#domain/result.ts'
import type { Store } from '#client/store/database.ts'
import type { Observable } from '#client/store/observable.ts'
import type { DeviceRole } from '#protocol/enrolment.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Enrolled, EnrolFailure } from '#client/sync/enrol-device.ts'
import type { DeviceMark } from '#client/store/marker.ts'
import type { World } from '#client/sync/world.ts'
import type { Device } from './device.ts'
import type { Resumed, resumeStore } from './resume-store.ts'

/** The enrolments of this app. One of each role acts; a person may choose which. */
export type Devices = {
  readonly store: Store
  readonly enrolled: Observable<EnrolledDevices | undefined>
  readonly enrol: (linkOrCode: string, name: string) => Promise<Result<Enrolled, EnrolFailure>>
  /** Meets the store on coming back to the page. */
  readonly resume: (page: Omit<Resumed, 'storeAnswers' | 'reopenStore'>) => ReturnType<typeof resumeStore>
  /** Devices that were here and are in the store no longer; a new enrolment deals with those of its role. */
  readonly lost: Observable<readonly DeviceMark[]>
  readonly actAs: (device: Uuid) => void
  readonly world: World
}

export type EnrolledDevices = {
  readonly all: readonly Device[]
  readonly acting: Readonly<Record<DeviceRole, Device | undefined>>
}

/**
 * The store as the screens find it. `superseded`: a newer app in another tab has taken it; `newer`: a newer app wrote
 * it; `blocked`: an older app in another tab does not let go of it; `unopenable`: nothing can be kept here.
 */
export type OpenedDevices =
  | { readonly type: 'opening' | Unavailable }
  /** Its files cannot be read: what is known of it from outside. */
  | { readonly type: 'broken'; readonly lost: readonly DeviceMark[] }
  | { readonly type: 'opened'; readonly devices: Devices }

export type Unavailable = 'unopenable' | 'superseded' | 'newer' | 'blocked'
