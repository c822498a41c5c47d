import { exchange, take } from '../acts.ts'
import { idsOnServer } from '../copies.ts'
import { listEntriesOf } from '../journal-of.ts'
import type { Move } from '../move.ts'
import { tabsOf } from './everyday.ts'
import { isSpoilable } from './unread-acts.ts'

/**
 * Our rules break on one act of several, so that the server records them one by one, and its process ends in the middle of
 * that, or its answer is lost.
 */
export const halfRecorded: readonly Move[] = [
  {
    name: 'half-recorded',
    weight: 2,
    play: async (town, pick) => {
      const tab = pick(tabsOf(town).filter(({ tablet }) => tablet.structure !== 'desk'))
      const { tablet } = tab
      const codes = town.codes.filter(({ batch, cheque }) => batch !== 2 || cheque > 0)
      const asked = { service: 'first-steps', typed: false, live: false, straight: true, servesAnyway: true }
      for (const code of [pick(codes), pick(codes), pick(codes)]) await take(town, tab, { ...asked, code })
      const unsent = (await listEntriesOf(tab)).filter(isSpoilable)
      if (unsent.length === 0) return
      const broken = pick(unsent)
      town.server.breaksOn.add(broken.id)
      await exchange(town, tab, 'push', false)
      const flight = town.network.flights.find(
        ({ tablet: sender, request }) => sender === tablet && request.path === '/api/push',
      )
      if (!flight) return
      const questions = pick([...Array(100).keys()])
      const { status } = await town.server.crashBehindRollback(questions, () =>
        town.server.answer(flight.request),
      )
      const known = await idsOnServer(town)
      const recorded = unsent.filter(({ id }) => known.has(id))
      town.trace.note(`  ${tablet.name}: ${recorded.length} of ${unsent.length} are on the server, ${status}`)
      flight.fail()
      await town.operations.rest()
    },
  },
]
