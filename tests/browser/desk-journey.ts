import { startServer, type ServerOptions, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet, type TabletOptions } from '#tests/support/tablet.ts'
import { enrolByLink } from './desk.ts'
import { journeyProgramme } from './journey-programme.ts'
import { cardOf, enrolManager, type Manager, type Printed } from './enrol-manager.ts'

export type DeskJourneyOptions = {
  /** Of the first passes of the first batch. */
  readonly cards: number
  /** People hold them already. */
  readonly handedOut?: boolean
  /** Whose desk the tablet is; otherwise of the place that hands passes out. */
  readonly at?: 'house' | 'library'
  /** The quicker one to begin, unless told. */
  readonly store?: ServerOptions['store']
  readonly tablet?: TabletOptions
  /** Stands between the tablet and the server. */
  readonly behind?: (serverPort: () => number) => Promise<Proxy>
}

type Proxy = { readonly port: number; readonly close: () => Promise<void> }

/** One server, one tablet that is a desk and has the whole app, and cards for it. */
export type DeskJourney = {
  readonly server: ServerProcess
  readonly manager: Manager
  readonly tablet: Tablet
  readonly cards: readonly Printed[]
  readonly cardAt: (at: number) => Printed
  readonly close: () => Promise<void>
}

/** What cannot begin leaves nothing running. */
export async function openDeskJourney(options: DeskJourneyOptions): Promise<DeskJourney> {
  const { store = 'postgres', at = 'house' } = options
  let serverPort = 0
  const proxy = await options.behind?.(() => serverPort)
  const server = await startServer({
    programme: journeyProgramme([{ number: 1 }]),
    store,
    ...(proxy && { address: () => `http://localhost:${proxy.port}` }),
  })
  serverPort = server.port
  let tablet: Tablet | undefined
  async function close(): Promise<void> {
    await tablet?.close()
    await server.stop()
    await proxy?.close()
  }
  try {
    const manager = await enrolManager(server)
    const cards = await manager.print(1, options.cards)
    if (options.handedOut) await manager.handOut(cards)
    tablet = await openTablet(server.address, options.tablet)
    await enrolByLink(tablet.page(), await manager.linkFor(at), 'Accueil')
    return { server, manager, tablet, cards, cardAt: (place) => cardOf(cards, place), close }
  } catch (error) {
    await close()
    throw error
  }
}
