import { fail } from '#domain/result.ts'
import { createDevice } from '#client/device/create-device.ts'
import type { Device } from '#client/device/device.ts'
import type { Devices } from '#client/device/devices.ts'
import { openStore, practiceName, type Store, type StorePlace } from '#client/store/database.ts'
import { createCell } from '#client/store/observable.ts'
import type { World } from '#client/sync/world.ts'
import { beginPracticeAnew, fillPracticeStore, type Lender, type PracticeCode } from './practice-store.ts'

/** The exercise: the same device, store and rules, in a store of its own that nothing ever leaves. */
export type Practice = {
  readonly devices: Devices
  readonly device: Device
  readonly codes: readonly PracticeCode[]
  /** What is in the box of the place: its covers, for the stock. */
  readonly box: readonly PracticeCode[]
  /** What a printed sheet holds: the same passes, and more of them. */
  readonly sheet: readonly PracticeCode[]
  readonly beginAnew: () => Promise<void>
}

/** A pass that is not of the exercise was put in front of it: nothing is done with it. */
export type OnOtherPass = () => void

export async function openPractice(
  lender: Lender,
  world: World,
  onOtherPass: OnOtherPass,
  place: StorePlace = {},
): Promise<Practice> {
  const store = await openStore({ ...place, name: practiceName })
  const { practising, codes, box, sheet } = await fillPracticeStore(store, lender)
  const device = onlyItsOwn(createDevice(store, practising, withoutWay(world)), onOtherPass)
  const beginAnew = () => beginPracticeAnew(store)
  return { devices: devicesOf(store, device, world), device, codes, box, sheet, beginAnew }
}

/** No request leaves it, no timer wakes it, no other tab waits for it. */
function withoutWay(world: World): World {
  return {
    ...world,
    fetch: () => Promise.reject(new TypeError('The exercise has no network.')),
    later: () => () => undefined,
    alone: (_name, run) => run(),
    onOnline: () => () => undefined,
    onVisibility: () => () => undefined,
    askToPersist: async () => false,
  }
}

/** What this device cannot vouch for is a real pass, or none: the exercise says so instead of an answer. */
function onlyItsOwn(device: Device, onOtherPass: OnOtherPass): Device {
  return {
    ...device,
    read: async (text, source) => {
      const read = await device.read(text, source)
      if (!read.ok || read.value.trust === 'verified') return read
      onOtherPass()
      return fail('not-a-pass')
    },
  }
}

function devicesOf(store: Store, device: Device, world: World): Devices {
  return {
    store,
    world,
    enrolled: createCell({ all: [device], acting: { desk: device, manager: undefined } }),
    enrol: async () => fail('foreign'),
    resume: async () => 'answers',
    lost: createCell([]),
    actAs: () => undefined,
  }
}
