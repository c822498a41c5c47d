import { ageBrackets, situations, type HandoverCategories } from '#domain/handover.ts'
import type { Batch, PrintedCode } from '#domain/batch.ts'
import type { SeededRandom } from './seeded-random.ts'

/** What one invented person does: gets a pass on a day, and takes a service on some of the days after. */
export type PlannedAct =
  | {
      readonly type: 'handover'
      readonly day: number
      readonly minute: number
      readonly place: string
      readonly code: PrintedCode
      readonly said: HandoverCategories
    }
  | {
      readonly type: 'visit'
      readonly day: number
      readonly minute: number
      readonly place: string
      readonly code: PrintedCode
      readonly service: string
      /** The venue serves although its device cannot say. */
      readonly serves: boolean
    }

export type LifeSetting = {
  readonly days: number
  readonly handovers: number
  readonly batches: readonly Batch[]
  /** Real venues see only what goes well; invented places see the rest. */
  readonly venues: readonly string[]
  readonly services: readonly string[]
}

/** Passes of each delivery that get a life: their codes are signed before the batch's key is destroyed. */
export const livedPasses = 45

/** About three visits a person, in the order of time. */
export function planLife(random: SeededRandom, setting: LifeSetting): readonly PlannedAct[] {
  const stock = stockOf(setting.batches)
  const acts: PlannedAct[] = []
  for (const { place, code, format } of stock.slice(0, setting.handovers)) {
    const day = random.below(setting.days - 3)
    acts.push({ type: 'handover', day, minute: workMinute(random), place, code, said: categories(random) })
    acts.push(...visitsAfter(random, setting, code, format, day))
  }
  return acts.sort((a, b) => a.day - b.day || a.minute - b.minute)
}

function visitsAfter(
  random: SeededRandom,
  setting: LifeSetting,
  code: PrintedCode,
  format: Batch['format'],
  handedOver: number,
): readonly PlannedAct[] {
  const usual = random.pick(setting.venues)
  const wanted = random.pick([0, 1, 2, 3, 4, 5, 6, 7, 8])
  const visits: PlannedAct[] = []
  for (let day = handedOver + 1 + random.below(4); day < setting.days; day += 1 + random.below(5)) {
    if (visits.length >= wanted) break
    visits.push({
      type: 'visit',
      day,
      minute: workMinute(random),
      place: random.below(5) === 0 ? random.pick(setting.venues) : usual,
      code: format === 'booklet' ? { ...code, cheque: visits.length + 1 } : code,
      service: random.pick(setting.services),
      serves: false,
    })
  }
  return visits
}

type Stocked = { readonly place: string; readonly code: PrintedCode; readonly format: Batch['format'] }

/** The first passes of each delivery of the first two batches, in turns, so that every distributor hands some out. */
function stockOf(batches: readonly Batch[]): readonly Stocked[] {
  const stock: Stocked[] = []
  for (let index = 0; index < livedPasses; index++) {
    for (const batch of batches.slice(0, 2)) {
      for (const { structure, from } of batch.deliveries) {
        const code = { batch: batch.number, pass: from + index, cheque: 0 }
        stock.push({ place: structure, code, format: batch.format })
      }
    }
  }
  return stock
}

/** Minutes after midnight, universal time: from nine to half past four. */
function workMinute(random: SeededRandom): number {
  return 9 * 60 + random.below(450)
}

function categories(random: SeededRandom): HandoverCategories {
  return {
    age: random.pick(ageBrackets),
    situations: [random.pick(situations)],
    language: random.pick(['fr', 'fr', 'fr', 'ar', 'pt', 'ta', 'bm', 'snk', 'tr', 'bn', 'uk', 'not-said']),
  }
}
