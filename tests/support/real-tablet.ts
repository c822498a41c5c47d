import { IDBFactory } from 'fake-indexeddb'
import { enrolmentOf } from '#client/store/enrolments.ts'
import { actingFor } from '#client/store/incarnations.ts'
import type { Store } from '#client/store/database.ts'
import { redeemPass, type Redeemed } from '#client/store/redeem-pass.ts'
import { enrolDevice } from '#client/sync/enrol-device.ts'
import { createLink, type Link } from '#client/sync/link.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import type { World } from '#client/sync/world.ts'
import type { SignedCode } from '#server/passes/sign-codes.ts'
import { issueLink } from '#server/access/enrolment-codes.ts'
import { aWorld, openStoreIn, readHere } from '#tests/client/store/a-desk.ts'
import { valueOf } from './builders.ts'
import { programmeNumber, type TestServer } from './server.ts'

/** The app's own store and exchange, without its screens, in front of the real server. */
export type RealTablet = Awaited<ReturnType<typeof enrolTablet>>

export async function enrolTablet(server: TestServer, structure: string) {
  const wanted = { programme: programmeNumber, structure, role: 'desk' } as const
  const { link } = await issueLink(server.installation, wanted, 'shown')
  const world = worldOf(server)
  const store = await openStoreIn(new IDBFactory())
  const { enrolment } = valueOf(await enrolDevice(store, link, `tablet of ${structure}`, world))
  return tabletOf(server, store, world, enrolment.device)
}

function tabletOf(server: TestServer, store: Store, world: World, device: string) {
  async function linkOf(id: string): Promise<Link> {
    const enrolment = await enrolmentOf(store, id)
    if (!enrolment) throw new Error('not enrolled')
    return createLink(store, enrolment, world)
  }
  return {
    store,
    device,
    linkOf,
    /** The enrolments of this tablet: the one that was continued, then the one that continues it. */
    async enrolments() {
      const all = await store.enrolments.toArray()
      return all.toSorted((a, b) => Number(a.continues !== undefined) - Number(b.continues !== undefined))
    },
    async redeem(code: SignedCode, as = device): Promise<Redeemed> {
      const read = await readHere(
        store,
        await actingFor(store, as),
        `${server.installation.address}/p#${code.digits}`,
      )
      return redeemPass(store, as, { read, service: 'first-steps' }, world.now)
    },
    push: async (as = device) => pushEntries(await linkOf(as)),
    /** Push, then pull, as the loop does. */
    async exchange(as = device) {
      const link = await linkOf(as)
      const pushed = await pushEntries(link)
      return pushed.ok ? pullKnowledge(link) : pushed
    },
    /** The same profile on another machine: every row of the store, keys included. */
    async clone() {
      const other = await openStoreIn(new IDBFactory())
      for (const table of store.tables) await other.table(table.name).bulkPut(await table.toArray())
      return tabletOf(server, other, worldOf(server), device)
    },
  }
}

function worldOf(server: TestServer): World {
  return aWorld({
    address: server.installation.address,
    fetch: async (input, init) => server.app.request(new URL(addressOf(input)).pathname, init),
    get now() {
      return server.now()
    },
    set now(at) {
      server.pass(at - server.now())
    },
  })
}

export function addressOf(input: Parameters<World['fetch']>[0]): string {
  return input instanceof Request ? input.url : input.toString()
}
