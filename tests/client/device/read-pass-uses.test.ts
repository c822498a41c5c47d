import { expect, test } from 'vitest'
import { createCasework } from '#client/device/casework.ts'
import { handOver } from '#client/store/hand-over.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { voidRedemption } from '#client/store/void-redemption.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { MINUTE } from '#domain/instant.ts'
import { encodeMessage } from '#protocol/message.ts'
import type { PassUsesResponse } from '#protocol/pass-uses.ts'
import { openDesk, type Desk } from '#tests/client/store/a-desk.ts'
import { aPass, aUuid, valueOf } from '#tests/support/builders.ts'

const reason = 'pas moi'

test('[J89] a pass is looked up with what is left of it, its state and when it was given; nothing is written', async () => {
  const desk = await openDesk()
  desk.server.passes.set('3/4', aPass({ state: 'in-stock' }))
  await see(desk)
  const read = await desk.read()
  const { lookUp } = createCasework(desk.link)
  expect(await lookUp({ read })).toMatchObject({
    code: { batch: 3, pass: 4 },
    state: 'in-stock',
    left: { remaining: 10 },
    givenAt: undefined,
  })
  const { entry } = await handOver(desk.store, desk.device, { read, said: undefined }, desk.now)
  const found = await lookUp({ handover: entry?.id ?? '' })
  expect(found).toMatchObject({ code: { batch: 3, pass: 4 }, state: 'active', givenAt: desk.now() })
  expect(await desk.store.entries.count()).toBe(1)
  const unknown = await desk.read(await desk.server.signCode({ batch: 12, pass: 1, cheque: 0 }))
  expect(await lookUp({ read: unknown })).toMatchObject({
    code: undefined,
    state: undefined,
    left: undefined,
  })
})

test('[J90] without a network a desk shows what its own tablet took, and how much was used elsewhere', async () => {
  const desk = await openDesk()
  desk.server.passes.set('3/4', aPass({ used: 3 }))
  await see(desk)
  const casework = createCasework(desk.link)
  const read = await desk.read()
  const { entry } = await redeem(desk)
  const known = await casework.usesOf(await casework.lookUp({ read }))
  const line = { entry: entry.id, service: 'basics', units: 1, standing: 'counts' }
  expect(known).toMatchObject({ type: 'device', elsewhere: 3, lines: [line] })

  const pass = await casework.lookUp({ read })
  valueOf(await casework.contest({ line: entry.id, pass, reason }))
  expect(await casework.usesOf(pass)).toMatchObject({ lines: [{ ...line, standing: 'contested' }] })
  valueOf(await voidRedemption(desk.store, desk.device, entry.id, 'undone', desk.now))
  expect(await casework.usesOf(await casework.lookUp({ read }))).toMatchObject({ elsewhere: 3, lines: [] })
})

test('[J90] the server’s lines come first, with what was contested here since, and its refusal is told', async () => {
  const desk = await openDesk()
  const read = await desk.read()
  const line = { entry: aUuid(81), at: desk.now(), service: 'basics', units: 1, standing: 'counts' } as const
  const other = { ...line, entry: aUuid(82), standing: 'decided' } as const
  const answers = (response: PassUsesResponse) => createCasework({ ...desk.link, fetch: answering(response) })
  const online = answers({ type: 'uses', lines: [line, other], knownAt: desk.now() })
  const pass = await online.lookUp({ read })
  expect(await online.usesOf(pass)).toEqual({ type: 'server', lines: [line, other], knownAt: desk.now() })
  const contested = valueOf(await online.contest({ line: line.entry, pass, reason }))
  expect(contested).toMatchObject({ kind: 'contest', batch: 3, pass: 4, reason })
  expect(await online.usesOf(pass)).toMatchObject({
    lines: [{ standing: 'contested' }, { standing: 'decided' }],
  })
  const refused = { type: 'refused', reason: 'later' } as const
  expect(await answers(refused).usesOf(pass)).toEqual(refused)
})

function answering(response: PassUsesResponse): Desk['link']['fetch'] {
  const bytes = encodeMessage(response)
  return async () => ({ ok: true, value: { status: 200, bytes, sentAt: 0, receivedAt: 0 } })
}

async function see(desk: Desk): Promise<void> {
  desk.server.now += MINUTE
  await desk.server.publish()
  await pullKnowledge(desk.link)
}

async function redeem(desk: Desk) {
  return redeemPass(desk.store, desk.device, { read: await desk.read(), service: 'basics' }, desk.now)
}
