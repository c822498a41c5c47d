import { isDelivered, lastUseOf, type Batch } from '#domain/batch.ts'
import { addDays, calendarDayOf, DAY, type CalendarDay, type Instant } from '#domain/instant.ts'
import { rangesOf, type SeriesRange } from '#domain/stock.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { correctedNow } from './corrected-now.ts'
import type { Store } from './database.ts'
import { actingFor, lineOf } from './incarnations.ts'
import { knowledgeOf, loadKnowledge, type HeldKnowledge } from './knowledge.ts'
import { notSaved } from './not-saved.ts'
import type { StoredEntry } from './stored-entry.ts'

/** What a desk can remind people of, from its own list and its own handovers: nobody is named. */
export type Reminders = {
  /** Given here so many days ago or more, and not used as far as the lists say; the oldest first. */
  readonly unused: readonly { readonly batch: number; readonly pass: number; readonly at: Instant }[]
  /** Of this place's boxes, in somebody's hands and not used, and this tablet does not remember since when. */
  readonly undated: readonly SeriesRange[]
  /** Of this place's boxes, with cheques left, and the last day is near; the earliest first. */
  readonly ending: readonly {
    readonly batch: number
    readonly lastDay: CalendarDay
    readonly passes: number
    readonly units: number
  }[]
  readonly knownAt: Instant
}

/** Works without a network; writes nothing. Rejects with `NotSaved` where the device knows nothing at all. */
export async function readReminders(
  store: Store,
  device: Uuid,
  { unusedFor, endingWithin }: { readonly unusedFor: number; readonly endingWithin: number },
  now: () => Instant,
): Promise<Reminders> {
  const acting = await actingFor(store, device)
  const held = await loadKnowledge(store, acting)
  if (!held) throw notSaved('nothing-known')
  const at = await correctedNow(store, acting, now)
  const given = new Map<string, StoredEntry>()
  for (const each of (await lineOf(store, device)).toReversed()) {
    const own = store.entries.where('[device+sequence]').between([each, 0], [each, Infinity])
    await own.each((entry) => {
      if ((entry.kind === 'handover' || entry.kind === 'replacement') && !entry.undoneBy)
        given.set(`${entry.batch}/${entry.pass}`, entry)
    })
  }
  const today = calendarDayOf(at, held.records.programme.timeZone)
  const valid = held.records.batches.filter((batch) => !batch.training && lastUseOf(batch) >= today)
  const passes = valid.flatMap((batch) => passesWithPeople(held, batch, given))
  const untouched = passes.filter(({ used }) => used === 0)
  return {
    unused: untouched
      .flatMap(({ batch, pass, givenAt }) =>
        givenAt !== undefined && at - givenAt >= unusedFor * DAY
          ? [{ batch: batch.number, pass, at: givenAt }]
          : [],
      )
      .sort((a, b) => a.at - b.at),
    undated: valid.flatMap(({ number }) =>
      rangesOf(
        number,
        untouched.flatMap(({ batch, pass, givenAt }) =>
          batch.number === number && givenAt === undefined ? pass : [],
        ),
      ),
    ),
    ending: valid
      .filter((batch) => lastUseOf(batch) <= addDays(today, endingWithin))
      .flatMap((batch) => endingOf(batch, passes))
      .sort((a, b) => (a.lastDay < b.lastDay ? -1 : 1)),
    knownAt: held.head.issuedAt,
  }
}

type WithPerson = {
  readonly batch: Batch
  readonly pass: number
  readonly used: number
  /** When this tablet gave it, if it did and remembers. */
  readonly givenAt: Instant | undefined
}

/** Of the boxes announced to this place and of what it gave itself, what the lists say is with people. */
function passesWithPeople(
  held: HeldKnowledge,
  batch: Batch,
  given: ReadonlyMap<string, StoredEntry>,
): readonly WithPerson[] {
  const own = [...given.values()].flatMap((entry) => (entry.batch === batch.number ? (entry.pass ?? []) : []))
  const announced = batch.deliveries
    .filter(({ structure, from }) => structure === held.structure.id && isDelivered(batch, from))
    .flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index))
  return [...new Set([...announced, ...own])].flatMap((pass) => {
    const known = knowledgeOf(held, { batch: batch.number, pass, cheque: 0 }).pass
    if (!known) return []
    const entry = given.get(`${batch.number}/${pass}`)
    // A handover that no list shows yet is with a person all the same.
    const isNews = entry?.beyond === 1 && (known.state === 'in-stock' || known.state === 'not-active')
    const isWithPerson = known.state === 'active' || known.state === 'watch' || isNews
    return isWithPerson ? [{ batch, pass, used: known.used, givenAt: entry?.at }] : []
  })
}

function endingOf(batch: Batch, passes: readonly WithPerson[]): Reminders['ending'] {
  const open = passes.filter((each) => each.batch === batch && each.used < batch.units)
  if (open.length === 0) return []
  const units = open.reduce((left, { used }) => left + batch.units - used, 0)
  return [{ batch: batch.number, lastDay: lastUseOf(batch), passes: open.length, units }]
}
