import type { Devices } from '#client/device/devices.ts'
import type { Device } from '#client/device/device.ts'
import { forBeneficiaries } from '#client/i18n/audience.ts'
import { languagesNotDrawn } from '#client/i18n/languages-not-drawn.ts'
import { languagesOffered } from '#client/i18n/locale-files.ts'
import { writesAndReadsBack } from '#client/store/canary.ts'
import { enrolmentOf } from '#client/store/enrolments.ts'
import { loadKnowledge } from '#client/store/knowledge.ts'
import { pendingCount } from '#client/store/list-entries.ts'
import { signChainEnd } from '#protocol/journal-entry.ts'
import { importPublicKey } from '#protocol/keys.ts'
import type { Probes } from './finding.ts'
import {
  cameraFinding,
  clockFinding,
  keysFinding,
  knowledgeFinding,
  languagesFinding,
  offlineFinding,
  unsentFinding,
} from './findings-of.ts'

/** One megabyte: thousands of acts. */
const roomWanted = 1_000_000

/** What this browser and its store really do, asked of them. */
export function browserProbes({ store }: Devices, device: Device): Probes {
  const id = device.enrolment.device
  async function programme() {
    return (await loadKnowledge(store, id))?.records.programme
  }
  return {
    knowledge: async () => {
      const held = await loadKnowledge(store, id)
      if (!held) return { standing: 'see', word: 'none' }
      const { rules, timeZone } = held.records.programme
      return knowledgeFinding(held.head, { ...rules, timeZone, now: device.now() })
    },
    keys: async () => {
      const enrolment = await enrolmentOf(store, id)
      const timeZone = (await programme())?.timeZone ?? 'UTC'
      return keysFinding({
        signs: await keysWork(device),
        numberKeys: enrolment?.numberKeys.length ?? 0,
        enrolledAt: device.enrolment.enrolledAt,
        now: device.now(),
        timeZone,
      })
    },
    unsent: async () => unsentFinding(await pendingCount(store, id)),
    camera: async () => cameraFinding(await cameraPermission()),
    offline: async () => offlineFinding(await missingFiles()),
    clock: async () => clockFinding(device.clock()),
    persistence: async () =>
      (await navigator.storage.persisted())
        ? { standing: 'good', word: 'kept' }
        : { standing: 'see', word: 'not-kept' },
    space: async () =>
      (await writesAndReadsBack(store, roomWanted))
        ? { standing: 'good', word: 'room' }
        : { standing: 'see', word: 'full' },
    languages: async () => languagesFinding(await languagesNotDrawn(languagesOffered(forBeneficiaries))),
  }
}

/** Signs what only this device can, and reads the key that vouches for what it knows. */
async function keysWork({ enrolment }: Device): Promise<boolean> {
  const { device, keyId, keys, headKey } = enrolment
  const end = { device, sequence: 1, hash: new Uint8Array(32) }
  const signed = await signChainEnd(end, keyId, keys.privateKey)
  await importPublicKey(headKey)
  return signed.length > 0
}

async function cameraPermission(): Promise<PermissionState | 'unknown'> {
  try {
    return (await navigator.permissions.query({ name: 'camera' })).state
  } catch {
    return 'unknown'
  }
}

/** Asked of the service worker that answers this page. */
async function missingFiles(): Promise<number | undefined> {
  const controller = navigator.serviceWorker?.controller
  if (controller?.state !== 'activated') return undefined
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<unknown>) =>
      resolve(typeof data === 'number' ? data : undefined)
    controller.postMessage({ type: 'COUNT_MISSING' }, [port2])
  })
}
