import type { Result } from '#domain/result.ts'
import type { Store } from '#client/store/database.ts'
import type { Observable } from '#client/store/observable.ts'
import type { DeviceRole } from '#protocol/enrolment.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Enrolled, EnrolFailure } from '#client/sync/enrol-device.ts'
import type { Device } from './device.ts'

/** The enrolments of this app. One of each role acts; a person may choose which. */
export type Devices = {
  readonly store: Store
  readonly enrolled: Observable<EnrolledDevices | undefined>
  /** Why a text is no code of this server's, before anything else is asked. */
  readonly objectionTo: (linkOrCode: string) => 'foreign' | 'not-an-enrolment' | undefined
  readonly enrol: (linkOrCode: string, name: string) => Promise<Result<Enrolled, EnrolFailure>>
  /** False when the browser has killed the store behind our back, as iOS does to a page in the background. */
  readonly storeAnswers: () => Promise<boolean>
  readonly actAs: (device: Uuid) => void
}

export type EnrolledDevices = {
  readonly all: readonly Device[]
  readonly acting: Readonly<Record<DeviceRole, Device | undefined>>
}

/** The store as the screens find it. `superseded`: a newer app in another tab has taken it. */
export type OpenedDevices =
  | { readonly type: 'opening' | 'unopenable' | 'superseded' }
  | { readonly type: 'opened'; readonly devices: Devices }
