import type { Move } from '../move.ts'
import { withFlight } from './everyday.ts'

/** A request that is lost, arrives twice, late, out of order, or whose answer is lost or somebody else's. */
export const networkFaults: readonly Move[] = [
  {
    name: 'lose-answer',
    weight: 5,
    play: (town, pick) =>
      withFlight(town, pick, async (_, flight) => {
        const { status } = await town.server.answer(flight.request)
        town.trace.note(`  ${flight.request.path} of ${flight.tablet.name}: ${status}, lost on its way back`)
        flight.fail()
        await town.operations.rest()
      }),
  },
  {
    name: 'drop-request',
    weight: 3,
    play: (town, pick) =>
      withFlight(town, pick, async (_, flight) => {
        flight.fail()
        await town.operations.rest()
      }),
  },
  {
    name: 'duplicate',
    weight: 3,
    play: (town, pick) =>
      withFlight(town, pick, async (_, flight) => {
        const { status } = await town.server.answer(flight.request)
        town.trace.note(`  ${flight.request.path} of ${flight.tablet.name}: ${status}, and comes again`)
      }),
  },
  {
    name: 'old-request',
    weight: 3,
    play: async (town, pick) => {
      if (town.network.past.length === 0) return
      const request = pick(town.network.past)
      const { status } = await town.server.answer(request)
      town.trace.note(`  an old ${request.path} comes again: ${status}`)
    },
  },
  {
    name: 'portal',
    weight: 2,
    play: (town, pick) =>
      withFlight(town, pick, async (_, flight) => {
        flight.arrive(new Response('<html>Bienvenue !</html>', { headers: { 'Content-Type': 'text/html' } }))
        await town.operations.rest()
      }),
  },
  {
    name: 'no-network',
    weight: 4,
    play: async (town, pick) => {
      const tablet = pick(town.tablets)
      tablet.online = !tablet.online
      town.trace.note(`  ${tablet.name} is ${tablet.online ? 'online' : 'offline'}`)
    },
  },
]
