import { valueOf } from '#tests/support/builders.ts'
import { actingFor } from '#client/store/incarnations.ts'
import { enrolDevice } from '#client/sync/enrol-device.ts'
import { issueLink } from '#server/access/enrolment-codes.ts'
import { programme } from './example-programme.ts'
import { openTabStore, type Tab, type Tablet } from './tablet.ts'
import { straightWorld } from './template.ts'
import { worldOf, type Town } from './town.ts'

/** The tab is gone in the middle of whatever it did, and somebody opens the app again. */
export async function reopenTab(town: Town, tab: Tab): Promise<void> {
  for (const operation of [tab.act, tab.exchange]) {
    if (!operation) continue
    operation.dead = true
    tab.tablet.locks.release(operation)
  }
  tab.store.close()
  tab.act = tab.exchange = tab.crash = undefined
  tab.isDead = false
  tab.store = await openTabStore(tab.tablet, tab, town.random.bytes, town.clock.now)
  await followDevice(tab)
  town.operations.noteChange()
  await town.operations.rest()
}

/** Where a pull made the tablet go on as another device, it acts as that one from now on. Answers whether it did. */
export async function followDevice({ store, tablet }: Tab): Promise<boolean> {
  const before = tablet.device
  tablet.device = await actingFor(store, before)
  if (tablet.device === before) return false
  tablet.doubled = false
  return true
}

/** A new incarnation: the manager gives a code, the tablet speaks under another name from now on. */
export async function enrolAgain(town: Town, tablet: Tablet): Promise<void> {
  const [tab] = tablet.tabs
  if (!tab) throw new Error('a tablet without a tab')
  const { installation, answer } = town.server
  const wanted = { programme, structure: tablet.structure, role: 'desk' } as const
  const { link } = await issueLink(installation, wanted, 'shown')
  const straight = town.operations.start(`${tablet.name} enrols`, true, async () => {})
  const world = {
    ...worldOf(town, tablet, straight),
    alone: straightWorld(town.clock.now, fetch).alone,
    fetch: (async (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input)
      const body = init?.body instanceof Uint8Array ? new Uint8Array(init.body) : undefined
      return answer({
        method: init?.method ?? 'GET',
        path: pathname,
        headers: new Headers(init?.headers),
        body,
      })
    }) satisfies typeof fetch,
  }
  const { enrolment } = valueOf(await enrolDevice(tab.store, link, tablet.name, world))
  tablet.device = enrolment.device
  tablet.doubled = false
}
