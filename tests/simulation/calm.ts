import { MINUTE } from '#domain/instant.ts'
import type { Store } from '#client/store/database.ts'
import { enrolmentOf } from '#client/store/enrolments.ts'
import { lineOf } from '#client/store/incarnations.ts'
import { pendingCount } from '#client/store/list-entries.ts'
import { startSync } from '#client/sync/sync-loop.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { exchangeOnce } from './acts.ts'
import { bringFileOf } from './bring-file.ts'
import { mendAll } from './moves/unread-acts.ts'
import { fillContingency, waitsForContingency } from './moves/contingency.ts'
import { realParts } from './parts.ts'
import { enrolAgain, followDevice, reopenTab } from './tab-life.ts'
import { readAtOnce, type Tab, type Tablet } from './tablet.ts'
import { linkOfDevice, passTime, publishNow, type Town } from './town.ts'

/**
 * All faults end: what is under way arrives or is given up, everybody is online and exchanges until nothing is left to
 * say, and the publisher runs. Who is told to be enrolled anew is.
 */
export async function calmDown(town: Town): Promise<void> {
  for (const tablet of town.tablets) {
    tablet.online = true
    for (const tab of tablet.tabs) {
      if (tab.isDead) await reopenTab(town, tab)
      tab.crash = undefined
    }
  }
  await passTime(town, MINUTE)
  // What waited for a lock sends when the one before it gives up.
  while (town.network.flights.length > 0) {
    for (const flight of [...town.network.flights]) flight.fail()
    await town.operations.rest()
  }
  await mendAll(town)
  // Where nothing was lost, what a pull tells before everybody has sent is told again after.
  if (!town.restored) for (const tablet of town.tablets) await sendAll(town, tablet)
  await fillWhereLinesWait(town)
  await publishNow(town)
  let quiet = await isAllSent(town)
  for (let round = 0; round < 5; round++) {
    for (const tablet of town.tablets) await exchangeAll(town, tablet)
    // What a restored server asks for goes at once: else each tablet would exchange once more.
    for (const tablet of town.tablets) await sendAll(town, tablet)
    for (const tablet of town.tablets) await bringWhatIsAside(town, tablet)
    await passTime(town, MINUTE)
    await fillWhereLinesWait(town)
    const published = town.server.heads.length
    await publishNow(town)
    const wasQuiet = quiet
    quiet = await isAllSent(town)
    // What a copy sent last, its original hears at its next exchange, also where it changes no list.
    if (town.server.heads.length === published && wasQuiet && quiet) return
  }
}

/** A contingency that ran out is topped up, so that nothing waits for money at the end. */
async function fillWhereLinesWait(town: Town): Promise<void> {
  if (!(await waitsForContingency(town))) return
  await fillContingency(town, 60)
  town.trace.note('calm: the contingency is topped up')
}

/** What the server could not read, a person brings in a file. */
async function bringWhatIsAside(town: Town, { tabs, device }: Tablet): Promise<void> {
  const [tab] = tabs
  const bringer = town.tablets.find((tablet) => !town.revoked.has(tablet.device))?.tabs[0]
  if (!tab || !bringer) return
  for (const name of await readAtOnce(tab.store, () => withUnreadActs(tab.store, device)))
    await bringFileOf(town, tab, name, bringer)
}

async function withUnreadActs(store: Store, device: Uuid): Promise<readonly Uuid[]> {
  const names: Uuid[] = []
  for (const name of await lineOf(store, device)) {
    const aside = store.entries
      .where('[device+sequence]')
      .between([name, 0], [name, Infinity])
      .filter(({ answer }) => answer?.type === 'unreadable')
    if ((await aside.count()) > 0) names.push(name)
  }
  return names
}

/** After a restore a tablet learns from a pull that it has to send again. */
async function isAllSent({ tablets }: Town): Promise<boolean> {
  for (const { device, tabs } of tablets) {
    const [tab] = tabs
    if (tab && (await readAtOnce(tab.store, () => hasMoreInLine(tab.store, device)))) return false
  }
  return true
}

async function hasMoreInLine(store: Store, device: Uuid): Promise<boolean> {
  for (const each of await lineOf(store, device)) if (await hasMore(store, each, device)) return true
  return false
}

async function sendAll(town: Town, tablet: Tablet): Promise<void> {
  const [tab] = tablet.tabs
  if (!tab) return
  await followDevice(tab)
  for (const device of (await lineOf(tab.store, tablet.device)).toReversed()) {
    if ((await pendingCount(tab.store, device)) === 0) continue
    const sending = town.operations.start('calm', true, async (operation) => {
      const said = await exchangeOnce(town, tab, operation, 'push', device)
      town.trace.note(`calm: ${tablet.name}: ${said}`)
    })
    await town.operations.rest()
    if (!sending.settled) town.trace.note(`calm: ${tablet.name}: stuck`)
  }
}

async function exchangeAll(town: Town, tablet: Tablet): Promise<void> {
  const [tab] = tablet.tabs
  if (!tab) return
  const said = await exchangeHere(town, tab)
  town.trace.note(`calm: ${tablet.name}: ${said}`)
  if (said !== 'enrol-again') return
  await enrolAgain(town, tablet)
  town.trace.note(`calm: ${tablet.name}: ${await exchangeHere(town, tab)}`)
}

/** As the app does: what a device that goes on under another name has not sent is sent, then the one that acts goes on. */
async function exchangeHere(town: Town, tab: Tab): Promise<string> {
  const { store, tablet } = tab
  await followDevice(tab)
  const [, ...before] = await lineOf(store, tablet.device)
  for (const device of before) {
    if (!(await hasMore(store, device, tablet.device))) continue
    town.trace.note(`calm: ${tablet.name} as before: ${await exchangeAs(town, tab, device)}`)
  }
  const said = await exchangeAs(town, tab, tablet.device)
  return (await followDevice(tab)) ? exchangeHere(town, tab) : said
}

/** Acts to send, or, under a former name, a new epoch of which only the acting one has heard. */
async function hasMore(store: Store, device: Uuid, acting: Uuid): Promise<boolean> {
  if ((await pendingCount(store, device)) > 0) return true
  if (device === acting) return false
  const [here, there] = [await enrolmentOf(store, device), await enrolmentOf(store, acting)]
  return here?.epoch !== there?.epoch
}

async function exchangeAs(town: Town, tab: Tab, device: Uuid): Promise<string> {
  const isReal =
    town.parts.pushEntries === realParts.pushEntries && town.parts.pullKnowledge === realParts.pullKnowledge
  if (isReal) return runLoop(town, tab, device)
  let said = ''
  const operation = town.operations.start('calm', true, async (own) => {
    said = await exchangeOnce(town, tab, own, 'all', device)
  })
  await town.operations.rest()
  return operation.settled ? said.replace(/^sent.*/, 'up-to-date') : 'stuck'
}

/** The product's own loop, from its start until it says that it is up to date, or that a person has to do something. */
async function runLoop(town: Town, tab: Tab, device: Uuid): Promise<string> {
  const straight = town.operations.start('calm', true, async () => {})
  const sync = startSync(await linkOfDevice(town, tab, straight, device))
  const said = await new Promise<string>((resolve) => {
    const look = () => {
      const state = sync.state.current()
      if (state.type === 'up-to-date') resolve(state.type)
      if (state.type === 'paused') resolve(state.reason)
      if (state.type === 'waiting') resolve(`no answer: ${state.failure}`)
    }
    sync.state.subscribe(look)
    look()
  })
  sync.stop()
  return said
}
