import { calendarDayOf, DAY, type Instant } from '#domain/instant.ts'
import { loadProgramme } from '../directory/load-programme.ts'
import type { ProgrammeFile } from '../directory/programme-file.ts'
import { findBatch } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { signCodes, type SignedCode } from '../passes/sign-codes.ts'
import { publish } from '../publishing/publish.ts'
import { demonstrationProgramme } from './demonstration-programme.ts'
import { livedPasses } from './plan-life.ts'
import { signSamples } from './samples.ts'
import { codeKey, simulateLife } from './simulate-life.ts'
import type { DeviceWorld } from './virtual-device.ts'

const days = 30
const handovers = 200
const realVenues = 9
/** After the passes that have a life and those of its troubles, some of each box are kept as samples, untouched. */
const troubles = 3
const untouchedSamples = 4
const notOpened = 4

/** The Grand Paris demonstration: its programme, its sample codes and thirty days of life that end yesterday. */
export async function createDemonstration(
  installation: Installation,
  connect: (installation: Installation) => DeviceWorld['ask'],
  onStep: (
    step: { readonly type: 'loaded' } | { readonly type: 'day'; readonly day: number; readonly of: number },
  ) => void,
): Promise<void> {
  const start = installation.now()
  const firstDay = Math.floor(start / DAY) * DAY - days * DAY
  let clock: Instant = firstDay - DAY
  const past: Installation = { ...installation, now: () => clock }
  const file = demonstrationProgramme(calendarDayOf(start, 'Europe/Paris'))
  const { number } = file.programme
  const codes = new Map<string, SignedCode>()
  await loadProgramme(past, file, async (batch) => {
    for (const planned of file.batches.filter((candidate) => candidate.number === batch)) {
      for (const code of await signLife(past, number, planned)) codes.set(codeKey(code), code)
    }
  })
  await signSamples(past, number, notOpened, { from: 0, to: 1 })
  await publish(past, number)
  onStep({ type: 'loaded' })

  const invented = file.structures.filter((structure) => structure.invented)
  await simulateLife(past, {
    programme: number,
    ask: connect(past),
    firstDay,
    days,
    handovers,
    realVenues: file.structures
      .filter((structure) => !structure.invented)
      .slice(0, realVenues)
      .map(({ id }) => id),
    inventedPlaces: invented.map(({ id }) => id),
    services: file.programme.services.filter(({ cheques }) => cheques === 1).map(({ id }) => id),
    codes,
    setClock: (now) => {
      clock = now
    },
    onDay: (day) => onStep({ type: 'day', day, of: days }),
  })
  await publish(installation, number)
}

/** Codes of the passes that get a life, and the samples, signed while the batch still has its key. */
async function signLife(
  installation: Installation,
  programme: number,
  planned: ProgrammeFile['batches'][number],
): Promise<readonly SignedCode[]> {
  const batch = await findBatch(installation.database, programme, planned.number)
  if (!batch) throw new Error(`the demonstration has no batch ${planned.number}`)
  const signed: SignedCode[] = []
  for (const { from } of planned.deliveries) {
    const untouched = from + livedPasses + troubles
    if (lives(batch.number)) {
      const lived = await signCodes(installation, programme, batch, { from, to: untouched - 1 })
      if (!lived.ok) throw new Error(`batch ${batch.number} cannot be signed: ${lived.error}`)
      signed.push(...lived.value)
      await signSamples(installation, programme, batch.number, { from, to: from + 1 })
      await signSamples(installation, programme, batch.number, {
        from: from + livedPasses,
        to: untouched - 1,
      })
    }
    const last = untouched + untouchedSamples - 1
    await signSamples(installation, programme, batch.number, { from: untouched, to: last })
  }
  return signed
}

/** The third batch stays in its boxes, the fourth is not opened. */
function lives(batch: number): boolean {
  return batch <= 2
}
