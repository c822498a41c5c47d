import { addOperator } from '#client/store/operators.ts'
import { blockPass } from '#client/store/block-pass.ts'
import { contestRedemption } from '#client/store/contest-redemption.ts'
import { createDrafts } from '#client/store/drafts.ts'
import { markExported } from '#client/store/export-entries.ts'
import { handOver } from '#client/store/hand-over.ts'
import { keepIncident, recordIncident } from '#client/store/incident.ts'
import { countStock, moveStock } from '#client/store/move-stock.ts'
import { hashPin } from '#client/store/pin.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { replacePass } from '#client/store/replace-pass.ts'
import { rememberBalance } from '#client/store/seen-balances.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { undoHandover } from '#client/store/undo-handover.ts'
import { voidRedemption } from '#client/store/void-redemption.ts'
import { continueAnew } from '#client/sync/continue-anew.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { MINUTE } from '#domain/instant.ts'
import type { StockAct } from '#domain/stock-act.ts'
import type { EntryOutcome } from '#protocol/outcome.ts'
import { anOutcome } from '#tests/client/sync/fake-server.ts'
import { aPass, aUuid, noon, valueOf } from '#tests/support/builders.ts'
import { openDesk, type Desk } from './a-desk.ts'

/**
 * A tablet with all that its store can hold: acts of every kind, sent, unsent and to be sent again, words that changed,
 * people who share it, a file that left it, and a name before the one that it bears.
 */
export async function liveWithTablet(): Promise<Desk> {
  const desk = await openDesk()
  const { store, device, now, server } = desk
  for (const pass of [4, 5, 6, 8]) server.passes.set(`3/${pass}`, aPass({ state: 'in-stock' }))
  const texts = await Promise.all(
    Array.from({ length: 13 }, (_, pass) => server.signCode({ batch: 3, pass, cheque: 0 })),
  )
  await learn(desk)
  const codes = await Promise.all(texts.map((text) => desk.read(text)))
  const code = (pass: number) => {
    const read = codes[pass]
    if (!read) throw new Error(`no code ${pass}`)
    return read
  }
  const take = async (pass: number, service = 'basics') =>
    redeemPass(store, device, { read: code(pass), service }, now)
  const reason = 'lost on the bus'

  const pin = await hashPin('2468', store.random(16), 1000)
  await addOperator(store, device, { name: 'Samira', pin }, now)
  const said = { age: '65-79', situations: ['isolated'], language: 'ar' } as const
  const given = await handOver(store, device, { read: code(4), said }, now)
  const counted = await take(4)
  await pushEntries(desk.link)
  await say(desk, counted.entry, {
    number: 2,
    type: 'covered',
    coveredUnits: 1,
    firstHead: server.headNumber + 1,
  })
  // Told before the list that counts so has come.
  await say(desk, counted.entry, {
    number: 3,
    type: 'disputed',
    reason: 'closed',
    firstHead: server.headNumber + 2,
  })

  const { judge } = server
  server.judge = () => ({ answer: 'unreadable', reason: 'unreadable', outcome: undefined })
  const unread = await take(0)
  await pushEntries(desk.link)
  server.judge = judge
  await say(desk, unread.entry, { type: 'covered', coveredUnits: 1 })

  const { entry: moved } = await take(1)
  await pushEntries(desk.link)
  server.entries.splice(-1)
  server.outcomes.clear()
  server.epoch = aUuid(950)
  await pullKnowledge(desk.link)

  const { entry: mistaken } = await take(5)
  await voidRedemption(store, device, mistaken.id, 'mistake', now)
  const { entry: back } = await handOver(store, device, { read: code(6), said: undefined }, now)
  await undoHandover(store, device, back?.id ?? '', now)
  await take(6, 'dance')
  const named = { read: code(7) }
  for (const kind of ['block', 'unblock'] as const)
    valueOf(await blockPass(store, device, { kind, named, reason }, now))
  const former = { handover: given.entry?.id ?? '' }
  valueOf(await replacePass(store, device, { former, newer: code(8), reason }, now))
  valueOf(await contestRedemption(store, device, { redemption: moved.id, by: 'person', reason }, now))
  await moveStock(store, device, { ...lost, signatures: { giver: 'tap', receiver: [[1, 2, 30, 40]] } }, now)
  await countStock(store, device, { batch: 3, counted: [[0, 89]] }, now)
  await keepIncident(store, device, [
    { device: aUuid(77), role: 'desk', place: 'House', sequence: 4, unsent: 2 },
  ])
  await recordIncident(store, device, now)
  await markExported(store, [moved], now())
  await createDrafts(store, device, now).keep('series', { codes: [texts[9]] })
  await rememberBalance(store, '7F3K9QWX2M4T', { type: 'later', telephone: '04' }, noon)

  server.continues = () => ({
    type: 'continued',
    device: aUuid(902),
    serverTime: server.now,
    ticket: new Uint8Array(40).fill(7),
  })
  valueOf(await continueAnew(desk.link))
  server.now += MINUTE
  await take(10)
  await take(11)
  return desk
}

const lost: StockAct = {
  ...{ batch: 3, from: 90, to: 91, other: null, counted: null, damaged: [], missing: [] },
  movement: 'loss',
}

async function say(desk: Desk, { id }: StoredEntry, changes: Partial<EntryOutcome>): Promise<void> {
  desk.server.outcomes.set(id, anOutcome(id, changes))
  await learn(desk)
}

/** A minute later, from a new head. */
async function learn({ server, link }: Desk): Promise<void> {
  server.now += MINUTE
  await server.publish()
  valueOf(await pullKnowledge(link))
}
