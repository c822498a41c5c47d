import * as v from 'valibot'
import type { DeviceRole } from '#protocol/enrolment.ts'
import type { Uuid } from '#protocol/uuid.ts'

/** What is said outside the store of a device in it, so that a store that vanished is missed. It names nobody. */
export type DeviceMark = {
  readonly device: Uuid
  readonly role: DeviceRole
  /** Name of the structure; its id before the first pull. */
  readonly place: string
  /** The last act that was written. */
  readonly sequence: number
  /** Acts that the server had not acknowledged. */
  readonly unsent: number
}

/** One place outside the store, such as the browser's cache. */
export type MarkerPlace = {
  readonly read: () => Promise<string | undefined>
  readonly write: (text: string) => Promise<void>
}

/** All marks of all places: of each device, the one that knows of most acts. A place that fails has none. */
export async function readMarks(places: readonly MarkerPlace[]): Promise<readonly DeviceMark[]> {
  const texts = await Promise.all(places.map(async ({ read }) => read().catch(() => undefined)))
  const newest = new Map<Uuid, DeviceMark>()
  for (const mark of texts.flatMap(parseMarks)) {
    const known = newest.get(mark.device)
    if (!known || known.sequence < mark.sequence) newest.set(mark.device, mark)
  }
  return [...newest.values()]
}

/** Replaces the marks of these devices, in every place. */
export async function putMarks(places: readonly MarkerPlace[], marks: readonly DeviceMark[]): Promise<void> {
  const given = new Set(marks.map(({ device }) => device))
  await changeMarks(places, (before) => [...before.filter(({ device }) => !given.has(device)), ...marks])
}

/** A device that a person has dealt with, or has wiped on purpose, is missed no longer. */
export async function forgetMarks(places: readonly MarkerPlace[], devices: readonly Uuid[]): Promise<void> {
  await changeMarks(places, (before) => before.filter(({ device }) => !devices.includes(device)))
}

/** The marks of devices that the store should hold and does not: it vanished, or was thrown away because it was broken. */
export function lostDevices(marks: readonly DeviceMark[], enrolled: readonly Uuid[]): readonly DeviceMark[] {
  return marks.filter(({ device }) => !enrolled.includes(device))
}

export function parseMarks(text: string | undefined): readonly DeviceMark[] {
  try {
    const parsed = v.safeParse(v.array(deviceMark), JSON.parse(text ?? '[]'))
    return parsed.success ? parsed.output : []
  } catch {
    return []
  }
}

/** Devices of one app share the places: a change waits for the one before. */
let turn: Promise<void> = Promise.resolve()

function changeMarks(
  places: readonly MarkerPlace[],
  change: (before: readonly DeviceMark[]) => readonly DeviceMark[],
): Promise<void> {
  turn = turn.then(() => changeAtOnce(places, change))
  return turn
}

async function changeAtOnce(
  places: readonly MarkerPlace[],
  change: (before: readonly DeviceMark[]) => readonly DeviceMark[],
): Promise<void> {
  const text = JSON.stringify(change(await readMarks(places)))
  // A place that is full or closed costs the marker its second witness, never an act.
  await Promise.all(places.map(async ({ write }) => write(text).catch(() => undefined)))
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const deviceMark = v.object({
  device: v.string(),
  role: v.picklist(['desk', 'manager']),
  place: v.string(),
  sequence: count,
  unsent: count,
})
