import { openStore, reopenStore, storeAnswers, type Store, type StorePlace } from '#client/store/database.ts'
import type { Enrolment } from '#client/store/enrolment.ts'
import { listEnrolments } from '#client/store/enrolments.ts'
import {
  forgetMarks,
  lostDevices,
  readMarks,
  type DeviceMark,
  type MarkerPlace,
} from '#client/store/marker.ts'
import { hasMark, markerPlaces } from '#client/store/marker-places.ts'
import { createCell } from '#client/store/observable.ts'
import { readSetting, writeSetting } from '#client/store/settings.ts'
import { browserWorld, type World } from '#client/sync/world.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Device } from './device.ts'
import type { AtWork } from './device-parts.ts'
import type { Devices, EnrolledDevices } from './devices.ts'
import { resumeStore } from './resume-store.ts'

export type AppBuild = { readonly version: string; readonly builtAt: number }

/** What the page wants to hear of the store's handle. */
export type HandleListener = Pick<StorePlace, 'onWanted' | 'onSuperseded' | 'onBlocked'>

/** All that a device does weighs ten times the rest, and most phones that show a balance are none. */
function deviceParts() {
  return import('./device-parts.ts')
}

/** Opens the store and puts every enrolment to work. Loaded while the first screen paints. */
export async function openDevices(build: AppBuild, listener: HandleListener): Promise<Devices> {
  // Where there is one, its parts come while the store opens.
  if (hasMark()) void deviceParts().catch(() => undefined)
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
  const working = new Map<Uuid, AtWork>()
  let chosen = await readChosen(store)
  // The marks first: a device that another tab enrols meanwhile is not missed.
  const marks = await readMarks(places)
  const known = (await store.enrolments.toArray()).map(({ device }) => device)
  const lost = createCell(lostDevices(marks, known))
  let parts = known.length > 0 ? await deviceParts() : undefined

  /** At once where the parts are there already. */
  async function settle(): Promise<void> {
    if (enrolments.current()?.length) parts ??= await deviceParts()
    const now = enrolments.current() ?? []
    for (const [id, { device, stopMarking }] of working) {
      if (now.some((enrolment) => enrolment.device === id)) continue
      device.sync.stop()
      working.delete(id)
      // Taken out of service here: not a device that was lost, and its empty chain must leave no mark either.
      stopMarking()
      void forgetMarks(places, [id])
    }
    for (const enrolment of now) {
      if (parts && !working.has(enrolment.device)) {
        working.set(enrolment.device, parts.putToWork(store, enrolment, world, places))
      }
    }
    // What a continued device has not sent goes on being sent; it stands for nothing else.
    const all = now
      .filter(({ replacedBy }) => replacedBy === undefined)
      .flatMap(({ device }) => working.get(device)?.device ?? [])
    const wanted = chosen.map((id) => successorOf(now, id))
    const acting = { desk: actingOf(all, 'desk', wanted), manager: actingOf(all, 'manager', wanted) }
    enrolled.set({ all, acting })
  }

  const enrolments = listEnrolments(store)
  let before = ''
  enrolments.subscribe(() => {
    // Each act moves the clock of its enrolment: only who is enrolled matters here.
    const who = enrolments
      .current()
      ?.map(({ device, replacedBy }) => `${device} ${replacedBy ?? ''}`)
      .join()
    if (who === undefined || (enrolled.current() && who === before)) return
    before = who
    void settle()
  })

  async function enrol(linkOrCode: string, name: string): ReturnType<Devices['enrol']> {
    parts ??= await deviceParts()
    const { answer, dealtWith } = await parts.enrolInPlaceOf(store, lost.current(), linkOrCode, name, world)
    if (dealtWith.length > 0) {
      await forgetMarks(
        places,
        dealtWith.map((mark) => mark.device),
      )
      lost.set(lost.current().filter((mark) => !dealtWith.includes(mark)))
    }
    return answer
  }

  return {
    store,
    enrolled,
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
      void settle()
    },
    world,
  }
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
