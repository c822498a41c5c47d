import { exerciseBatch, printedPasses, type Batch, type PrintedCode } from '#domain/batch.ts'
import { addDays, type CalendarDay } from '#domain/instant.ts'
import type { PassKnowledge } from '#domain/pass.ts'
import type { Structure } from '#domain/structure.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { makePassList, type PassList } from '#protocol/pass-list.ts'
import type { PublishedKey, Records } from '#protocol/records.ts'

/** The passes that come with the app: one to give and take, one that is used up, one that nobody can be sure of. */
export const practicePasses = { fresh: 0, spent: 1, doubtful: 2 } as const

/** More of those that may be given, for a printed sheet and the box: several people practise at one table. */
const morePasses = 3
const passesOfExercise = Object.keys(practicePasses).length + morePasses

/** What the exercise knows: the programme and its places as they are, this one with every right, and nothing but training passes. */
export function practiceKnowledge(
  held: Pick<HeldKnowledge, 'records' | 'structure'>,
  sampleKey: Pick<PublishedKey, 'keyId' | 'publicKey'>,
  today: CalendarDay,
): { readonly records: Records; readonly lists: readonly PassList[] } {
  const { programme, batches, keys } = held.records
  const structure = withEveryRight(held, today)
  const sample = sampleBatch(held, today)
  const printed = batches.filter(({ training }) => training).map((batch) => handedToHere(batch, structure.id))
  const numbers = new Set(printed.map(({ number }) => number))
  // In its own store, far from every ledger, a training key signs as a pass key does elsewhere.
  const trainingKeys = keys
    .filter(({ usage }) => usage === 'training')
    .flatMap((key) => [...numbers].map((batch) => ({ ...key, usage: 'pass' as const, batch })))
  return {
    records: {
      programme,
      batches: [handedToHere(sample, structure.id), ...printed],
      structures: [structure, ...held.records.structures.filter(({ id }) => id !== structure.id)],
      keys: [{ ...sampleKey, usage: 'pass', batch: exerciseBatch }, ...trainingKeys],
    },
    lists: [
      makePassList(sample, programme.number, (pass) => sampleState(pass, sample)),
      ...printed.map((batch) => makePassList(batch, programme.number, () => inStock)),
    ],
  }
}

/** Codes to hand over and to take, in the order in which they lie on the table. */
export function practiceCodes(format: Batch['format']): readonly PrintedCode[] {
  const { fresh, spent, doubtful } = practicePasses
  const paying = format === 'booklet' ? 1 : 0
  const passes = [
    { pass: fresh, cheque: 0 },
    { pass: fresh, cheque: paying },
    { pass: spent, cheque: paying },
    { pass: doubtful, cheque: paying },
  ]
  const codes = passes.map((code) => ({ batch: exerciseBatch, ...code }))
  return format === 'booklet' ? codes : codes.slice(1)
}

/** The covers of what nobody has been given when the exercise begins. */
export function boxCodes(): readonly PrintedCode[] {
  const given: readonly number[] = [practicePasses.spent, practicePasses.doubtful]
  const passes = Array.from({ length: passesOfExercise }, (_, pass) => pass)
  return passes
    .filter((pass) => !given.includes(pass))
    .map((pass) => ({ batch: exerciseBatch, pass, cheque: 0 }))
}

/** Ten codes that fill one page of paper: whole cards, or the covers of booklets with a few cheques. */
export function sheetCodes(format: Batch['format']): readonly PrintedCode[] {
  const passes = Array.from({ length: passesOfExercise }, (_, pass) => pass)
  const cheques = { card: [0], booklet: [0, 1, 2] }[format]
  const shown = format === 'card' ? passes : passes.slice(0, 3)
  return shown.flatMap((pass) => cheques.map((cheque) => ({ batch: exerciseBatch, pass, cheque })))
}

/** Of the kind that people know here: the newest real batch says which. */
export function practiceFormat({ records }: Pick<HeldKnowledge, 'records'>): Pick<Batch, 'format' | 'units'> {
  const newest = records.batches.filter(({ training }) => !training).at(-1) ?? records.batches.at(-1)
  return newest ? { format: newest.format, units: newest.units } : { format: 'card', units: 10 }
}

function sampleBatch(held: Pick<HeldKnowledge, 'records'>, today: CalendarDay): Batch {
  return {
    ...practiceFormat(held),
    number: exerciseBatch,
    order: '',
    passes: passesOfExercise,
    spares: 0,
    firstSerial: beyondEverySerial,
    firstDay: addDays(today, -30),
    endDay: addDays(today, 300),
    opened: true,
    deliveries: [],
    training: false,
  }
}

/** Serials have thirty bits: no printed number is one of these passes. */
const beyondEverySerial = 2 ** 30

/** Nobody ordered them: a spare is one like the others. */
function handedToHere(batch: Batch, structure: string): Batch {
  const passes = printedPasses(batch)
  const deliveries = [{ structure, from: 0, to: passes - 1 }]
  return { ...batch, passes, spares: 0, opened: true, deliveries, training: false }
}

function withEveryRight(
  { structure, records }: Pick<HeldKnowledge, 'records' | 'structure'>,
  today: CalendarDay,
): Structure {
  const services = records.programme.services.map(({ id }) => id)
  const always = { from: addDays(today, -30), to: addDays(today, 300), services }
  return { ...structure, distributor: true, qualifications: [always] }
}

const inStock: PassKnowledge = { state: 'in-stock', used: 0, cheques: new Set() }

function sampleState(pass: number, { format, units }: Batch): PassKnowledge {
  if (pass === practicePasses.doubtful) return { ...inStock, state: 'watch' }
  if (pass !== practicePasses.spent) return inStock
  const cheques = Array.from({ length: format === 'booklet' ? units : 0 }, (_, i) => i + 1)
  return { state: 'active', used: units, cheques: new Set(cheques) }
}
