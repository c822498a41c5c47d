import { DAY, HOUR, MINUTE, SECOND } from '#domain/instant.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { findProgramme } from '#server/directory/programmes.ts'
import { deliverPasses, openBatch } from '#server/passes/batches.ts'
import { exchange, give, take, undo } from '../acts.ts'
import { findStaleLists } from '../invariants/lists.ts'
import { lateBatch, passesPerBatch, programme } from '../example-programme.ts'
import { listEntriesOf } from '../journal-of.ts'
import type { Flight } from '../network.ts'
import { oneIn, type Choose, type Move } from '../move.ts'
import type { Tab } from '../tablet.ts'
import { passTime, publishNow, type Town } from '../town.ts'

/** What happens on any day: passes shown, given, undone; exchanges; heads; time. */
export const everyday: readonly Move[] = [
  {
    name: 'take',
    weight: 30,
    play: async (town, pick) => {
      const venues = tabsOf(town).filter(({ tablet }) => tablet.structure !== 'desk')
      const code = pick(town.codes.filter(({ batch, cheque }) => batch !== 2 || cheque > 0))
      await take(town, pick(venues), {
        code,
        service: pick(['first-steps', 'first-steps', 'workshop']),
        typed: pick(oneIn(6)),
        live: pick([true, true, false]),
        straight: pick([true, false, false]),
        servesAnyway: pick(oneIn(2)),
      })
    },
  },
  {
    name: 'give',
    weight: 8,
    play: async (town, pick) => {
      const desks = tabsOf(town).filter(({ tablet }) => tablet.structure === 'desk')
      const code = pick(town.codes.filter(({ cheque }) => cheque === 0))
      await give(town, pick(desks), code, said)
    },
  },
  {
    name: 'undo',
    weight: 4,
    play: async (town, pick) => {
      const tab = pick(tabsOf(town))
      const acts = (await listEntriesOf(tab)).filter(
        (row) => row.kind === 'redemption' || (row.kind === 'handover' && !isUsed(town, row)),
      )
      if (acts.length > 0) await undo(town, tab, pick(acts.slice(-2)))
    },
  },
  {
    name: 'exchange',
    weight: 18,
    play: async (town, pick) => {
      const tab = pick(tabsOf(town))
      await exchange(town, tab, pick(['all', 'all', 'push']), pick([true, false]))
    },
  },
  { name: 'deliver', weight: 22, play: (town, pick) => withFlight(town, pick, deliver) },
  {
    name: 'publish',
    weight: 10,
    play: async (town, pick) => {
      // A head is often signed while requests are under way: none of them is given up by this.
      await passTime(town, 5 * SECOND)
      const oldest = town.network.flights.find(({ request }) => request.path === '/api/push')
      const meets = pick(oneIn(2))
      await publishNow(town, async () => {
        if (oldest && meets) await deliver(town, oldest)
      })
      town.wrongs.push(...(await findStaleLists(town)))
    },
  },
  {
    name: 'wait',
    weight: 10,
    play: async (town, pick) =>
      passTime(town, pick([SECOND, 10 * SECOND, MINUTE, 6 * MINUTE, HOUR, 9 * HOUR, DAY, 3 * DAY])),
  },
  {
    name: 'open-batch',
    weight: 1,
    play: async ({ server }) => {
      const { installation } = server
      const record = await findProgramme(server.database, programme)
      if (record) await openBatch(installation, record, lateBatch)
    },
  },
  {
    name: 'deliver-batch',
    weight: 1,
    play: async ({ server }) => {
      const delivery = { structure: 'desk', from: 0, to: passesPerBatch - 1 }
      await deliverPasses(server.installation, programme, lateBatch, delivery)
    },
  },
]

/** Marks every personal part, so that it can be looked for after its time. */
export const said = { age: '18-25', situations: ['isolated'], language: 'x-personal-part' } as const

export function tabsOf(town: Town): readonly Tab[] {
  return town.tablets.flatMap(({ tabs }) => tabs)
}

/** Units of the pass have left it, whoever knows of it. */
export function isUsed({ told }: Town, { batch, pass }: Pick<StoredEntry, 'batch' | 'pass'>): boolean {
  return told.some(({ code, units }) => units > 0 && code.batch === batch && code.pass === pass)
}

/** The request arrives, and its answer too. */
export async function deliver(town: Town, flight: Flight): Promise<void> {
  const response = await town.server.answer(flight.request)
  town.trace.note(`  ${flight.request.path} of ${flight.tablet.name}: ${response.status}`)
  flight.arrive(response)
  await town.operations.rest()
}

export async function withFlight(
  town: Town,
  pick: Choose,
  play: (town: Town, flight: Flight) => Promise<void>,
): Promise<void> {
  const { flights } = town.network
  if (flights.length > 0) await play(town, pick(flights))
}
