import type { Devices, OpenedDevices } from '#client/device/devices.ts'
import { savedActs, shownActs, whenNoAct } from '#client/store/act-under-way.ts'
import { hasMark } from '#client/store/marker-places.ts'
import { createCell, valueOnce, type Observable } from '#client/store/observable.ts'
import { storeFaultOf } from '#client/store/store-fault.ts'
import { reloadHelped, reloadOnce } from './reload-once.ts'

const cell = createCell<OpenedDevices>({ type: 'opening' })

export const opening: Observable<OpenedDevices> = cell

/** Never, where the store cannot be opened. */
export async function whenOpened(): Promise<Devices> {
  const { devices } = await valueOnce(opening, (opened) => opened.type === 'opened')
  return devices
}

/**
 * The devices that act on this tablet are there, with what they know and how many acts wait; at once where there is no
 * sign of any.
 */
export async function whenDevicesKnow(): Promise<void> {
  if (!hasMark()) return
  const { enrolled } = await whenOpened()
  const { acting } = await valueOnce(enrolled, (devices) => devices !== undefined)
  const knowing = [acting.desk, acting.manager].map(async (device) => {
    if (!device) return
    await valueOnce(device.knowledge, (known) => known !== undefined)
    await valueOnce(device.pending, (count) => count !== undefined)
  })
  await Promise.all(knowing)
}

const taken = createCell(false)

/** A newer app in another tab has taken the store, or wants it: said on every page, over what is on the screen. */
export const superseded: Observable<boolean> = taken

/** Keeps an error of the screens for whoever helps, where there is a store to keep it in. */
export function noteError(error: unknown): void {
  console.error(error)
  const opened = cell.current()
  if (opened.type !== 'opened') return
  const { store, world } = opened.devices
  void import('../store/technical-errors.ts').then(({ keepTechnicalError }) =>
    keepTechnicalError(store, world.now(), 'screen', error),
  )
}

/** Fetches the store's code and opens it, beside the first paint. */
export function startOpening(): void {
  window.addEventListener('vite:preloadError', (event) => {
    // A part of the app that is no longer on the server: the newest version has all of its own.
    if (reloadOnce('chunk')) event.preventDefault()
  })
  void open().catch(async (error: unknown) => {
    console.error(error)
    cell.set(await unopened(error))
  })
}

async function open(): Promise<void> {
  const build = { version: import.meta.env.CARNET_VERSION, builtAt: import.meta.env.CARNET_BUILT_AT }
  const { openDevices } = await import('../device/open-devices.ts')
  let cancelBlocked: (() => void) | undefined
  const devices = await openDevices(build, {
    onWanted: async () => {
      if (shownActs.current() + savedActs.current() > 0) taken.set(true)
      await Promise.race([whenNoAct(), after(letsGoWithin)])
    },
    onSuperseded: () => void leave(),
    onBlocked: () => {
      const timer = setTimeout(() => cell.set({ type: 'blocked' }), blockedAfter)
      cancelBlocked = () => clearTimeout(timer)
    },
  })
  cancelBlocked?.()
  cell.set({ type: 'opened', devices })
  resumeWhenSeen(devices)
}

/** A tab in which nobody does anything takes the newer app by itself; the other keeps its form and says so. */
async function leave(): Promise<void> {
  if (shownActs.current() > 0) taken.set(true)
  await whenNoAct()
  if (!reloadOnce('store')) cell.set({ type: 'superseded' })
}

async function unopened(error: unknown): Promise<OpenedDevices> {
  const fault = storeFaultOf(error)
  if (fault === 'newer') return { type: 'newer' }
  if (fault !== 'broken') return { type: 'unopenable' }
  const { marksOutside } = await import('../device/open-devices.ts')
  return { type: 'broken', lost: await marksOutside() }
}

function resumeWhenSeen(devices: Devices): void {
  let resuming = false
  async function resume(): Promise<void> {
    if (document.hidden || resuming || taken.current()) return
    resuming = true
    const reload = () => reloadOnce('store')
    const found = await devices.resume({ savedActs, shownActs, reload })
    resuming = false
    if (found === 'answers' || found === 'reopened') reloadHelped('store')
    if (found === 'dead') cell.set({ type: 'unopenable' })
  }
  document.addEventListener('visibilitychange', () => void resume())
  void resume()
}

async function after(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** An act on the screen may be finished first; a tab that was forgotten in the middle of one does not hold the others up. */
const letsGoWithin = 60_000
const blockedAfter = 3000
