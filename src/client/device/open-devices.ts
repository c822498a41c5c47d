import { openStore, storeAnswers, type Store } from '#client/store/database.ts'
import type { Enrolment } from '#client/store/enrolment.ts'
import { listEnrolments } from '#client/store/enrolments.ts'
import { createCell } from '#client/store/observable.ts'
import { readSetting, writeSetting } from '#client/store/settings.ts'
import { enrolDevice } from '#client/sync/enrol-device.ts'
import { browserWorld, type World } from '#client/sync/world.ts'
import { parseEnrolmentLink, parseTypedCode } from '#protocol/enrolment.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { createDevice } from './create-device.ts'
import type { Device } from './device.ts'
import type { Devices, EnrolledDevices } from './devices.ts'

export type AppBuild = { readonly version: string; readonly builtAt: number }

/** Opens the store and puts every enrolment to work. Heavy: loaded while the first screen paints. */
export async function openDevices(build: AppBuild, onSuperseded: () => void): Promise<Devices> {
  const store = await openStore({ builtAt: build.builtAt, onSuperseded })
  return createDevices(store, browserWorld(build.version))
}

async function createDevices(store: Store, world: World): Promise<Devices> {
  const enrolled = createCell<EnrolledDevices | undefined>(undefined)
  const working = new Map<Uuid, Device>()
  let chosen = await readChosen(store)

  function settle(enrolments: readonly Enrolment[]) {
    for (const [id, device] of working) {
      if (enrolments.some((enrolment) => enrolment.device === id)) continue
      device.sync.stop()
      working.delete(id)
    }
    for (const enrolment of enrolments) {
      if (!working.has(enrolment.device)) working.set(enrolment.device, createDevice(store, enrolment, world))
    }
    // What a continued device has not sent goes on being sent; it stands for nothing else.
    const all = enrolments
      .filter(({ replacedBy }) => replacedBy === undefined)
      .flatMap(({ device }) => working.get(device) ?? [])
    const now = chosen.map((id) => successorOf(enrolments, id))
    const acting = { desk: actingOf(all, 'desk', now), manager: actingOf(all, 'manager', now) }
    enrolled.set({ all, acting })
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

  return {
    store,
    enrolled,
    objectionTo: (linkOrCode) => objectionTo(linkOrCode, world.address),
    enrol: (linkOrCode, name) => enrolDevice(store, linkOrCode, name, world),
    storeAnswers: () => storeAnswers(store, answersWithin),
    actAs: (device) => {
      chosen = [device, ...chosen.filter((other) => other !== device)]
      void writeSetting(store, actingSetting, chosen)
      settle(enrolments.current() ?? [])
    },
  }
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
