import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { Verdict } from '#domain/verdict.ts'
import { checkOnly } from '#client/store/check-only.ts'
import { openStore } from '#client/store/database.ts'
import { loadKnowledge } from '#client/store/knowledge.ts'
import { readCode } from '#client/store/read-code.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { voidRedemption } from '#client/store/void-redemption.ts'
import { enrolDevice } from '#client/sync/enrol-device.ts'
import { createLink } from '#client/sync/link.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import type { World } from '#client/sync/world.ts'
import { issueLink } from '#server/access/enrolment-codes.ts'
import { valueOf } from '#tests/support/builders.ts'
import { programmeNumber, type TestServer } from '#tests/support/server.ts'

/** Old heads that stand between the server and its tablets, as a cache of a network serves them. */
export type Cache = { serve: (path: string) => Promise<Response | undefined> }

export const noCache: Cache = { serve: async () => undefined }

/** The app's own store and sync, without a screen, talking to a real server through its routes. */
export async function openRealTablet(server: TestServer, structure: string, cache: Cache = noCache) {
  const { installation } = server
  const asked = { programme: programmeNumber, structure, role: 'desk' } as const
  const { link } = await issueLink(installation, asked, 'shown')
  const store = await openStore({ indexedDB: new IDBFactory(), IDBKeyRange, elapsed: server.now })
  const world = worldOf(server, cache)
  const { enrolment } = valueOf(await enrolDevice(store, link, `tablet of ${structure}`, world))
  const { device } = enrolment
  const sync = createLink(store, enrolment, world)

  async function askedFor(batch: number, pass: number, cheque: number, service: string) {
    const held = await loadKnowledge(store, device)
    if (!held) throw new Error('the tablet knows nothing yet')
    const { digits } = server.codeOf(batch, pass, cheque)
    return { read: valueOf(await readCode(held, `${installation.address}/p#${digits}`, 'scan')), service }
  }

  return {
    device,
    store,
    push: async () => pushEntries(sync),
    pull: async () => pullKnowledge(sync),
    head: async () => (await store.heads.get(device))?.head.number ?? 0,
    /** A deferred act is served all the same only when the test says so. */
    async redeem(batch: number, pass: number, cheque = 0, service = 'first-steps'): Promise<Verdict> {
      const { verdict, entry } = await redeemPass(
        store,
        device,
        await askedFor(batch, pass, cheque, service),
        world.now,
      )
      if (verdict.type.startsWith('deferred:')) {
        await voidRedemption(store, device, entry.id, 'not-served', world.now)
      }
      return verdict
    },
    /** Undoes its last redemption of the pass, when there is one that can be undone. */
    async undo(batch: number, pass: number): Promise<void> {
      const acts = await store.entries.where('[device+batch+pass]').equals([device, batch, pass]).toArray()
      const last = acts.findLast(({ kind, undoneBy }) => kind === 'redemption' && !undoneBy)
      if (last) await voidRedemption(store, device, last.id, '', world.now)
    },
    async left(batch: number, pass: number): Promise<number | undefined> {
      const checked = await checkOnly(store, device, await askedFor(batch, pass, 0, 'first-steps'), world.now)
      return checked.left?.remaining
    },
  }
}

export type RealTablet = Awaited<ReturnType<typeof openRealTablet>>

function worldOf(server: TestServer, cache: Cache): World {
  const queues = new Map<string, Promise<unknown>>()
  return {
    fetch: async (input, init) => {
      const path = new URL(input instanceof Request ? input.url : input).pathname
      return (await cache.serve(path)) ?? server.ask(path, init)
    },
    now: server.now,
    random: () => 0.5,
    later: () => () => undefined,
    signalAfter: (milliseconds) => AbortSignal.timeout(milliseconds),
    alone: async (name, run) => {
      const turn = (queues.get(name) ?? Promise.resolve()).then(run, run)
      queues.set(name, turn)
      return turn
    },
    onOnline: () => () => undefined,
    onVisibility: () => () => undefined,
    isHidden: () => false,
    askToPersist: async () => true,
    address: server.installation.address,
    app: 'test',
  }
}
