import { programme } from '../example-programme.ts'
import type { Move } from '../move.ts'
import { isCrash } from '../simulated-server.ts'
import { publishNow } from '../town.ts'
import { withFlight } from './everyday.ts'

/** The process of the server ends in the middle, and an old cache stands before it. */
export const serverFaults: readonly Move[] = [
  {
    name: 'server-dies',
    weight: 5,
    play: (town, pick) =>
      withFlight(town, pick, async (_, flight) => {
        const questions = pick([...Array(60).keys()])
        const { status } = await town.server.crashAfter(questions, () => town.server.answer(flight.request))
        const { path } = flight.request
        town.trace.note(`  ${path} of ${flight.tablet.name}: after ${questions} questions, ${status}`)
        flight.fail()
        await town.operations.rest()
      }),
  },
  {
    name: 'publisher-dies',
    weight: 2,
    play: async (town, pick) => {
      const questions = pick([...Array(40).keys()])
      try {
        await town.server.crashAfter(questions, () => publishNow(town))
        town.trace.note(`  programme ${programme} was published`)
      } catch (error) {
        if (!isCrash(error)) throw error
        town.trace.note(`  after ${questions} questions`)
      }
    },
  },
  {
    name: 'old-head',
    weight: 4,
    play: async (town, pick) => {
      const flight = town.network.flights.find(({ request }) => request.path.startsWith('/heads/'))
      if (!flight) return
      const head = pick(town.server.heads)
      town.trace.note(`  ${flight.tablet.name} is served head ${town.server.heads.indexOf(head)} by a cache`)
      flight.arrive(new Response(head))
      await town.operations.rest()
    },
  },
]
