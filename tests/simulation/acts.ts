import { isDeferred, isRefused } from '#domain/verdict.ts'
import type { Service } from '#domain/programme.ts'
import { deviceClock } from '#client/store/clock.ts'
import { earliestNow } from '#client/store/earliest-now.ts'
import { enrolmentOf } from '#client/store/enrolments.ts'
import { chainEndOf } from '#client/store/journal.ts'
import { loadKnowledge } from '#client/store/knowledge.ts'
import { isNotSaved } from '#client/store/not-saved.ts'
import { operatorsOf } from '#client/store/operators.ts'
import { readCode } from '#client/store/read-code.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { SignedCode } from '#server/passes/sign-codes.ts'
import type { Operation } from './operations.ts'
import { isDeath, type Tab } from './tablet.ts'
import { followDevice, reopenTab } from './tab-life.ts'
import { linkOf, linkOfDevice, passTime, type Told, type Town } from './town.ts'

/** How long a person waits for the server's word, and a little more. */
const patience = 1000

/** What somebody is told, beside the tablet and who is at work on it. */
type Tell = (told: Omit<Told, 'tablet' | 'operator'>) => void

/** A person does something on a tab: it ends, or waits for the network, or its tab dies where it was to die. */
export async function act(
  town: Town,
  tab: Tab,
  straight: boolean,
  run: (operation: Operation, tell: Tell) => Promise<void>,
): Promise<void> {
  if (tab.act && !tab.act.settled) await passTime(town, patience)
  if (tab.isDead) await reopenTab(town, tab)
  await followDevice(tab)
  const before = await chainEndOf(tab.store, tab.tablet.device)
  const operator = await atWorkOn(tab)
  const tell: Tell = (told) => {
    const { batch, pass, cheque } = told.code
    town.told.push({ ...told, code: { batch, pass, cheque }, tablet: tab.tablet.name, operator })
  }
  let saved = true
  if (tab.crash === 'before') return reopenTab(town, tab)
  tab.act = town.operations.start(`${tab.tablet.name} acts`, straight, async (operation) => {
    try {
      await run(operation, tell)
    } catch (error) {
      if (!isNotSaved(error) && !isDeath(error)) throw error
      saved = false
      town.trace.note(`  ${tab.tablet.name}: not saved`)
    }
  })
  await town.operations.rest()
  if (tab.crash) await reopenTab(town, tab)
  if (saved || tab.tablet.tabs.length > 1) return
  const after = await chainEndOf(tab.store, tab.tablet.device)
  if (after.sequence !== before.sequence)
    town.wrongs.push(`I3 an act that was not saved left something on ${tab.tablet.name}`)
}

export type TakeAsked = {
  readonly code: SignedCode
  readonly service: Service['id']
  readonly typed: boolean
  readonly live: boolean
  readonly straight: boolean
  readonly servesAnyway: boolean
}

/** A venue takes units; after "we cannot say" it serves anyway or it does not. */
export async function take(town: Town, tab: Tab, asked: TakeAsked): Promise<void> {
  await act(town, tab, asked.straight, async (operation, tell) => {
    const known = await readHere(town, tab, asked.code, asked.typed)
    if (!known) return void town.trace.note(`  ${tab.tablet.name}: knows nothing`)
    const link = await linkOf(town, tab, operation)
    const contact = { link, inContact: () => asked.live && tab.tablet.online }
    const taken = await town.parts.takeUnits(contact, { read: known.read, service: asked.service })
    if (operation.dead || tab.crash) return
    const { verdict, entry } = taken
    const keeps = isDeferred(verdict.type) && !asked.servesAnyway
    if (keeps) await town.parts.notServed(contact, entry)
    const isTaken = !isRefused(verdict.type) && !keeps
    tell({
      ...{ device: entry.device, entry: entry.id, code: asked.code },
      ...{ units: entry.units, verdict: verdict.type },
      word: isTaken ? 'taken' : 'not-taken',
      withdrawn: entry.kind === 'redemption' && !isTaken,
      ...{ asked: asked.code.cheque === 0 && asked.service === 'workshop' ? 2 : 1 },
      ...{ at: known.at, headIssuedAt: known.headIssuedAt },
    })
    const left = verdict.remaining === undefined ? 'unknown' : verdict.remaining
    town.trace.note(`  ${nameOf(tab)}: ${verdict.type}, ${left} left, ${isTaken ? 'taken' : 'not taken'}`)
  })
}

export async function give(
  town: Town,
  tab: Tab,
  code: SignedCode,
  said: Parameters<Town['parts']['handOver']>[2]['said'],
): Promise<void> {
  await act(town, tab, true, async (_, tell) => {
    const { device } = tab.tablet
    const known = await readHere(town, tab, code, false)
    if (!known) return void town.trace.note(`  ${tab.tablet.name}: knows nothing`)
    const { answer, entry } = await town.parts.handOver(
      tab.store,
      device,
      { read: known.read, said },
      now(town, tab),
    )
    if (tab.crash) return
    tell({
      ...{ device: entry?.device ?? device, entry: entry?.id, code, units: 0, asked: 0 },
      verdict: entry ? 'given' : 'not-given',
      word: entry ? 'given' : 'nothing',
      ...{ withdrawn: false, at: known.at, headIssuedAt: known.headIssuedAt },
    })
    town.trace.note(
      `  ${nameOf(tab)}: ${answer.type === 'refused' ? answer.reason : `given ${answer.flags.join(' ')}`}`,
    )
  })
}

/** The last redemption or handover of the tab's device is undone. */
export async function undo(town: Town, tab: Tab, entry: StoredEntry): Promise<void> {
  const { device } = entry
  const { voidRedemption, undoHandover } = town.parts
  await act(town, tab, true, async (_, tell) => {
    const undone =
      entry.kind === 'redemption'
        ? await voidRedemption(tab.store, device, entry.id, 'mistake', now(town, tab))
        : await undoHandover(tab.store, device, entry.id, now(town, tab))
    if (tab.crash) return
    town.trace.note(`  ${nameOf(tab)}: ${undone.ok ? 'undone' : undone.error}`)
    if (!undone.ok) return
    const { batch = 0, pass = 0, cheque } = entry
    tell({
      ...{ device, entry: undone.value.id, code: { batch, pass, cheque }, units: 0, asked: 0 },
      ...{ verdict: 'undone', word: 'undone', withdrawn: false, at: 0, headIssuedAt: 0 },
    })
  })
}

/** One exchange as the loop makes it. What it meets it says; nothing is lost by it. */
export async function exchange(town: Town, tab: Tab, what: 'push' | 'all', straight: boolean): Promise<void> {
  const { tablet } = tab
  if (tab.exchange && !tab.exchange.settled) return town.trace.note(`  ${nameOf(tab)}: still exchanging`)
  if (tab.isDead) await reopenTab(town, tab)
  tab.exchange = town.operations.start(`${tablet.name} exchanges`, straight, async (operation) => {
    const said = await exchangeOnce(town, tab, operation, what)
    if (operation.dead) return
    await followDevice(tab)
    town.trace.note(`  ${nameOf(tab)}: ${said}`)
  })
  await town.operations.rest()
}

export async function exchangeOnce(
  town: Town,
  tab: Tab,
  operation: Operation,
  what: 'push' | 'all',
  device = tab.tablet.device,
): Promise<string> {
  try {
    const link = await linkOfDevice(town, tab, operation, device)
    const pushed = await town.parts.pushEntries(link)
    if (!pushed.ok) return pushed.error
    if (what === 'push') return `sent ${pushed.value.sent}`
    const pulled = await town.parts.pullKnowledge(link)
    return pulled.ok ? `sent ${pushed.value.sent} and pulled` : pulled.error
  } catch (error) {
    return error instanceof Error ? `no answer: ${error.message}` : 'no answer'
  }
}

export async function readHere(town: Town, tab: Tab, code: SignedCode, typed: boolean) {
  const { device } = tab.tablet
  const held = await loadKnowledge(tab.store, device)
  const enrolment = await enrolmentOf(tab.store, device)
  if (!held || !enrolment) return undefined
  const read = await readCode(held, typed ? code.number : code.digits, typed ? 'typed' : 'scan')
  if (!read.ok) throw new Error(`a signed code reads as ${read.error}`)
  const { at } = deviceClock(enrolment, now(town, tab), earliestNow(tab.store, enrolment))
  return { read: read.value, at, headIssuedAt: held.head.issuedAt }
}

/** Who of those that share the tablet is at work on this tab; nobody where it is locked or not shared. */
async function atWorkOn({ store, tablet }: Tab): Promise<Uuid | undefined> {
  const atWork = store.atWork.current()
  if (atWork === undefined) return undefined
  return (await operatorsOf(store, tablet.device)).find(({ id }) => id === atWork)?.id
}

export function now(town: Town, { tablet }: Tab) {
  return () => town.clock.now() + tablet.clockError
}

export function nameOf({ tablet, ...tab }: Tab): string {
  const index = tablet.tabs.findIndex(({ store }) => store === tab.store)
  return tablet.tabs.length > 1 ? `${tablet.name}/${index}` : tablet.name
}
