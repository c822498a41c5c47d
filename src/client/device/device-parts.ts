import type { Store } from '#client/store/database.ts'
import type { Enrolment } from '#client/store/enrolment.ts'
import { keepIncident, recordIncident } from '#client/store/incident.ts'
import { keepMark } from '#client/store/keep-mark.ts'
import type { DeviceMark, MarkerPlace } from '#client/store/marker.ts'
import { enrolDevice } from '#client/sync/enrol-device.ts'
import type { World } from '#client/sync/world.ts'
import { createDevice } from './create-device.ts'
import type { Device } from './device.ts'

export type AtWork = { readonly device: Device; readonly stopMarking: () => void }

/** Its sync runs, and its mark follows what it does. */
export function putToWork(
  store: Store,
  enrolment: Enrolment,
  world: World,
  places: readonly MarkerPlace[],
): AtWork {
  const device = createDevice(store, enrolment, world)
  const stopMarking = keepMark(store, enrolment, places)
  sayIncident(store, device, world)
  return { device, stopMarking }
}

/**
 * Enrols, in the place of the devices of that role that are missed: the new incarnation says what was lost in its own
 * journal, and only then have these been dealt with.
 */
export async function enrolInPlaceOf(
  store: Store,
  lost: readonly DeviceMark[],
  linkOrCode: string,
  name: string,
  world: World,
): Promise<{
  readonly answer: Awaited<ReturnType<typeof enrolDevice>>
  readonly dealtWith: readonly DeviceMark[]
}> {
  const answer = await enrolDevice(store, linkOrCode, name, world)
  if (!answer.ok) return { answer, dealtWith: [] }
  const { device, role } = answer.value.enrolment
  const dealtWith = lost.filter((mark) => mark.role === role)
  if (dealtWith.length > 0) {
    if (role === 'desk') await keepIncident(store, device, dealtWith)
    // Where the first pull is still to come, it is said as soon as that is here: see `sayIncident`.
    await recordIncident(store, device, world.now).catch(() => undefined)
  }
  return { answer, dealtWith }
}

/** Where the first pull came later than the enrolment, or the app died between the two. */
function sayIncident(store: Store, device: Device, world: World): void {
  const stop = device.knowledge.subscribe(() => {
    if (!device.knowledge.current()) return
    stop()
    void recordIncident(store, device.enrolment.device, world.now).catch(() => undefined)
  })
}
