// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import { existsSync, writeFileSync } from 'node:fs'
import { handOver } from '#client/store/hand-over.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { rememberBalance } from '#client/store/seen-balances.ts'
import { undoHandover } from '#client/store/undo-handover.ts'
import { voidRedemption } from '#client/store/void-redemption.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { pushEntries } from '#client/sync/push-entries.ts'
import { aPass, noon } from '#tests/support/builders.ts'
import { openDesk } from './a-desk.ts'
import { takeFixture } from './stored-fixture.ts'

/**
 * `node tests/client/store/record-schema.ts`: keeps a store of the schema of today, once for each version: acts of
 * every kind, some sent and some not, before anything else is written by a newer app.
 */
const desk = await openDesk()
for (const pass of [4, 5, 6]) desk.server.passes.set(`3/${pass}`, aPass({ state: 'in-stock' }))
desk.server.now += 60_000
const texts = await Promise.all([4, 5, 6].map((pass) => desk.server.signCode({ batch: 3, pass, cheque: 0 })))
await desk.server.publish()
await pullKnowledge(desk.link)
const [first, second, third] = await Promise.all(texts.map((text) => desk.read(text)))
if (!first || !second || !third) throw new Error('no code')
const said = { age: '65-79', situations: ['isolated'], language: 'ar' } as const
await handOver(desk.store, desk.device, { read: first, said }, desk.now)
await redeemPass(desk.store, desk.device, { read: first, service: 'basics' }, desk.now)
await pushEntries(desk.link)
desk.server.now += 60_000
const taken = await redeemPass(desk.store, desk.device, { read: second, service: 'basics' }, desk.now)
await voidRedemption(desk.store, desk.device, taken.entry.id, 'mistake', desk.now)
const given = await handOver(desk.store, desk.device, { read: third, said: undefined }, desk.now)
await undoHandover(desk.store, desk.device, given.entry?.id ?? '', desk.now)
await redeemPass(desk.store, desk.device, { read: third, service: 'dance' }, desk.now)
await rememberBalance(desk.store, '7F3K9QWX2M4T', { type: 'later', telephone: '04' }, noon)

const file = `tests/client/store/fixtures/schema-${desk.store.verno}.json`
if (existsSync(file)) throw new Error(`${file} is what that version left: it is never written again.`)
writeFileSync(file, `${JSON.stringify(await takeFixture(desk.store), null, 1)}\n`)
