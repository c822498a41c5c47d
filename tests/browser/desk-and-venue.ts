import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { enrolByLink, waitUntilSent } from './desk.ts'
import { enrolManager, type Manager } from './enrol-manager.ts'
import { journeyProgramme, type JourneyBatch } from './journey-programme.ts'

/** A desk of `house`, a counter of `library`, and the manager's browser, around one server. */
export type DeskAndVenue = {
  readonly server: ServerProcess
  readonly manager: Manager
  readonly office: Tablet
  readonly desk: Tablet
  readonly venue: Tablet
  readonly close: () => Promise<void>
}

/** Each has the whole app and the first head. What cannot begin leaves nothing running. */
export async function openDeskAndVenue(batches: readonly JourneyBatch[]): Promise<DeskAndVenue> {
  const server = await startServer({ programme: journeyProgramme(batches), store: 'postgres' })
  const tablets: Tablet[] = []
  async function open(options = {}): Promise<Tablet> {
    const tablet = await openTablet(server.address, options)
    tablets.push(tablet)
    return tablet
  }
  async function close(): Promise<void> {
    await Promise.all(tablets.map((tablet) => tablet.close()))
    await server.stop()
  }
  try {
    const manager = await enrolManager(server)
    const office = await open({ viewport: { width: 1280, height: 900 } })
    const [desk, venue] = await Promise.all([open(), open()])
    await enrolByLink(office.page(), await manager.linkFor('house', 'manager'), 'Bureau')
    await enrolByLink(desk.page(), await manager.linkFor('house'), 'Accueil')
    await enrolByLink(venue.page(), await manager.linkFor('library'), 'Prêt')
    for (const { page } of [desk, venue]) {
      await page().goto(server.address)
      await waitUntilSent(page())
    }
    return { server, manager, office, desk, venue, close }
  } catch (error) {
    await close()
    throw error
  }
}
