import { openStore, reopenStore, storeAnswers, type Store, type StorePlace } from '#client/store/database.ts'
import type { Enrolment } from '#client/store/enrolment.ts'
import { listEnrolments } from '#client/store/enrolments.ts'
import { keepIncident, lostDevices, recordIncident } from '#client/store/incident.ts'
import { keepMark } from '#client/store/keep-mark.ts'
import { forgetMarks, readMarks, type DeviceMark, type MarkerPlace } from '#client/store/marker.ts'
import { markerPlaces } from '#client/store/marker-places.ts'
import { createCell } from '#client/store/observable.ts'
import { readSetting, writeSetting } from '#client/store/settings.ts'
import { enrolDevice } from '#client/sync/enrol-device.ts'
import { browserWorld, type World } from '#client/sync/world.ts'
import { parseEnrolmentLink, parseTypedCode } from '#protocol/enrolment.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { createDevice } from './create-device.ts'
import type { Device } from './device.ts'
import type { Devices, EnrolledDevices } from './devices.ts'
import { resumeStore } from './resume-store.ts'

export type AppBuild = { readonly version: string; readonly builtAt: number }

/** What the page wants to hear of the store's handle. */
export type HandleListener = Pick<StorePlace, 'onWanted' | 'onSuperseded' | 'onBlocked'>

/** Opens the store and puts every enrolment to work. Heavy: loaded while the first screen paints. */
export async function openDevices(build: AppBuild, listener: HandleListener): Promise<Devices> {
  const store = await openStore({ builtAt: build.builtAt, ...listener })
  return createDevices(store, browserWorld(build.version), markerPlaces())
}

/** For when the store does not open at all: which devices were in it. */
export async function marksOutside(): Promise<readonly DeviceMark[]> {
  return readMarks(markerPlaces())
}

export async function createDevices(
  store: Store,
  world: World,
  places: readonly MarkerPlace[],
): Promise<Devices> {
  const enrolled = createCell<EnrolledDevices | undefined>(undefined)
  const working = new Map<Uuid, Device>()
  const marking = new Map<Uuid, () => void>()
  let chosen = await readChosen(store)
  // The marks first: a device that another tab enrols meanwhile is not missed.
  const marks = await readMarks(places)
  const known = (await store.enrolments.toArray()).map(({ device }) => device)
  const lost = createCell(lostDevices(marks, known))

  function settle(enrolments: readonly Enrolment[]) {
    for (const [id, device] of working) {
      if (enrolments.some((enrolment) => enrolment.device === id)) continue
      device.sync.stop()
      working.delete(id)
      // Taken out of service here: not a device that was lost, and its empty chain must leave no mark either.
      marking.get(id)?.()
      marking.delete(id)
      void forgetMarks(places, [id])
    }
    for (const enrolment of enrolments) {
      if (!working.has(enrolment.device)) working.set(enrolment.device, putToWork(enrolment))
    }
    // What a continued device has not sent goes on being sent; it stands for nothing else.
    const all = enrolments
      .filter(({ replacedBy }) => replacedBy === undefined)
      .flatMap(({ device }) => working.get(device) ?? [])
    const now = chosen.map((id) => successorOf(enrolments, id))
    const acting = { desk: actingOf(all, 'desk', now), manager: actingOf(all, 'manager', now) }
    enrolled.set({ all, acting })
  }

  function putToWork(enrolment: Enrolment): Device {
    const device = createDevice(store, enrolment, world)
    marking.set(enrolment.device, keepMark(store, enrolment, places))
    sayIncident(store, device, world)
    return device
  }

  const enrolments = listEnrolments(store)
  let before = ''
  enrolments.subscribe(() => {
    const now = enrolments.current()
    // Each act moves the clock of its enrolment: only who is enrolled matters here.
    const who = now?.map(({ device, replacedBy }) => `${device} ${replacedBy ?? ''}`).join()
    if (!now || who === undefined || (enrolled.current() && who === before)) return
    before = who
    settle(now)
  })

  /** A new incarnation says what was lost in its own journal; only then is it missed no longer. */
  async function enrol(linkOrCode: string, name: string): ReturnType<Devices['enrol']> {
    const answer = await enrolDevice(store, linkOrCode, name, world)
    if (!answer.ok) return answer
    const { device, role } = answer.value.enrolment
    const dealtWith = lost.current().filter((mark) => mark.role === role)
    if (dealtWith.length > 0) {
      if (role === 'desk') await keepIncident(store, device, dealtWith)
      // Where the first pull is still to come, it is said as soon as that is here: see `sayIncident`.
      await recordIncident(store, device, world.now).catch(() => undefined)
      await forgetMarks(
        places,
        dealtWith.map((mark) => mark.device),
      )
      lost.set(lost.current().filter((mark) => mark.role !== role))
    }
    return answer
  }

  return {
    store,
    enrolled,
    objectionTo: (linkOrCode) => objectionTo(linkOrCode, world.address),
    enrol,
    resume: (page) =>
      resumeStore({
        ...page,
        storeAnswers: () => storeAnswers(store, answersWithin),
        reopenStore: () => reopenStore(store, answersWithin),
      }),
    lost,
    actAs: (device) => {
      chosen = [device, ...chosen.filter((other) => other !== device)]
      void writeSetting(store, actingSetting, chosen)
      settle(enrolments.current() ?? [])
    },
    world,
  }
}

/** Where the first pull came later than the enrolment, or the app died between the two. */
function sayIncident(store: Store, device: Device, world: World): void {
  const stop = device.knowledge.subscribe(() => {
    if (!device.knowledge.current()) return
    stop()
    void recordIncident(store, device.enrolment.device, world.now).catch(() => undefined)
  })
}

function objectionTo(text: string, address: string): 'foreign' | 'not-an-enrolment' | undefined {
  const link = parseEnrolmentLink(text)
  if (link.ok) return link.value.address === address ? undefined : 'foreign'
  return parseTypedCode(text).ok ? undefined : 'not-an-enrolment'
}

const answersWithin = 3000
const actingSetting = 'acting'

async function readChosen(store: Store): Promise<readonly Uuid[]> {
  const value = await readSetting(store, actingSetting)
  return Array.isArray(value) ? (value as readonly Uuid[]) : []
}

/** Who goes on for a device that another copy made change its name. */
function successorOf(enrolments: readonly Enrolment[], device: Uuid): Uuid {
  const next = enrolments.find((enrolment) => enrolment.device === device)?.replacedBy
  return next === undefined ? device : successorOf(enrolments, next)
}

/** The last chosen of that role, else the last enrolled. */
function actingOf(
  all: readonly Device[],
  role: Device['enrolment']['role'],
  chosen: readonly Uuid[],
): Device | undefined {
  const ofRole = all.filter(({ enrolment }) => enrolment.role === role)
  const inService = ofRole.filter(({ enrolment }) => !enrolment.revoked)
  // A revoked one stands for nothing but itself: its screens say what became of it.
  const fitting = inService.length > 0 ? inService : ofRole
  const byChoice = chosen.flatMap((id) => fitting.find(({ enrolment }) => enrolment.device === id) ?? [])
  return byChoice[0] ?? fitting.toSorted((a, b) => b.enrolment.enrolledAt - a.enrolment.enrolledAt)[0]
}
