import { DAY, HOUR, MINUTE, type Instant } from '#domain/instant.ts'
import type { PrintedCode } from '#domain/batch.ts'
import { isYes } from '#domain/verdict.ts'
import type { Bytes } from '#protocol/bytes.ts'
import { parsePassCode } from '#protocol/pass-code.ts'
import { issueLink } from '../access/enrolment-codes.ts'
import { listBatches } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { publish } from '../publishing/publish.ts'
import type { SignedCode } from '../passes/sign-codes.ts'
import { planLife, type PlannedAct } from './plan-life.ts'
import { planTrouble } from './plan-trouble.ts'
import { seededRandom } from './seeded-random.ts'
import { enrolVirtualDevice, type DeviceWorld, type VirtualDevice } from './virtual-device.ts'

export type Life = {
  readonly programme: number
  /** The routes of this installation, as a tablet meets them. */
  readonly ask: DeviceWorld['ask']
  /** Midnight, universal time, of the first of its days. */
  readonly firstDay: Instant
  readonly days: number
  readonly handovers: number
  readonly realVenues: readonly string[]
  readonly inventedPlaces: readonly string[]
  readonly services: readonly string[]
  readonly codes: ReadonlyMap<string, SignedCode>
  /** The clock that the installation goes by while it lives through these days. */
  readonly setClock: (now: Instant) => void
  readonly onDay: (day: number) => void
}

/**
 * Thirty days of invented life, done by virtual devices that enrol, sign and push through the same routes as a
 * tablet: no row is written directly. The same seed gives the same acts.
 */
export async function simulateLife(installation: Installation, life: Life): Promise<void> {
  const random = seededRandom(20190722)
  const venues = [...life.realVenues, ...life.inventedPlaces]
  const batches = await listBatches(installation.database, life.programme)
  const usual = planLife(random, {
    days: life.days,
    handovers: life.handovers,
    batches,
    venues,
    services: life.services,
  })
  const acts = [...usual, ...planTrouble(batches, life)].sort((a, b) => a.day - b.day || a.minute - b.minute)
  const world = {
    ask: life.ask,
    now: installation.now,
    random: random.bytes,
  }
  const devices = new Map<string, VirtualDevice>()
  life.setClock(life.firstDay)
  for (const place of venues) {
    const wanted = { programme: life.programme, structure: place, role: 'desk' } as const
    const { link } = await issueLink(installation, wanted, 'shown')
    devices.set(place, await enrolVirtualDevice(world, link, `Tablette ${devices.size + 1}`))
  }
  for (let day = 0; day < life.days; day++) {
    life.onDay(day + 1)
    await liveDay(
      installation,
      life,
      devices,
      acts.filter((act) => act.day === day),
      day,
    )
  }
}

async function liveDay(
  installation: Installation,
  life: Life,
  devices: ReadonlyMap<string, VirtualDevice>,
  acts: readonly PlannedAct[],
  day: number,
): Promise<void> {
  const midnight = life.firstDay + day * DAY
  life.setClock(midnight + 7 * HOUR)
  const awake = [...new Set(acts.map(({ place }) => place))].map((place) => deviceAt(devices, place))
  for (const device of awake) await device.pull()
  for (const act of acts) {
    life.setClock(midnight + act.minute * MINUTE)
    play(deviceAt(devices, act.place), act, proofOf(life, act.code))
  }
  life.setClock(midnight + 18 * HOUR)
  for (const device of awake) await device.push()
  life.setClock(midnight + 19 * HOUR)
  await publish(installation, life.programme)
}

function play(device: VirtualDevice, act: PlannedAct, proof: { readonly scan: Bytes }): void {
  if (act.type === 'handover') {
    device.handOver(act.code, proof, act.said)
    return
  }
  const { verdict, id } = device.redeem(act.code, act.service, proof)
  if (id !== undefined && !isYes(verdict.type) && !act.serves) device.voidAct(id, 'not-served')
}

function deviceAt(devices: ReadonlyMap<string, VirtualDevice>, place: string): VirtualDevice {
  const device = devices.get(place)
  if (!device) throw new Error(`no device at ${place}`)
  return device
}

function proofOf(life: Life, code: PrintedCode): { readonly scan: Bytes } {
  const signed = life.codes.get(codeKey(code))
  const token = parsePassCode(signed?.digits ?? '')
  if (!token.ok) throw new Error(`no code was signed for ${codeKey(code)}`)
  return { scan: token.value.signature }
}

export function codeKey({ batch, pass, cheque }: PrintedCode): string {
  return `${batch}/${pass}/${cheque}`
}
