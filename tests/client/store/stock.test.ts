import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '#domain/instant.ts'
import { isStockLow } from '#domain/desk-stock.ts'
import type { StockAct } from '#domain/stock-act.ts'
import { bodyOf, decodeEntry, personalHash } from '#protocol/journal-entry.ts'
import { decodeDrawings } from '#protocol/signature.ts'
import { handOver } from '#client/store/hand-over.ts'
import { countStock, moveStock, type SignedAct } from '#client/store/move-stock.ts'
import { readStock, type HeldStock } from '#client/store/read-stock.ts'
import { undoHandover } from '#client/store/undo-handover.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { aPass, valueOf } from '#tests/support/builders.ts'
import { openDesk, setAhead, type Desk } from './a-desk.ts'

const nothingSaid = { other: null, counted: null, damaged: [], missing: [] }

describe('[Q13] without a network a desk knows its stock', () => {
  test('what is announced to its place, less what the list says is with persons', async () => {
    const desk = await stocked()
    expect(rangesOf(await read(desk), 3)).toEqual([[0, 101]])
    desk.server.passes.set('3/4', aPass())
    desk.server.passes.set('3/5', aPass({ state: 'watch' }))
    await see(desk)
    expect(rangesOf(await read(desk), 3)).toEqual([
      [0, 3],
      [6, 101],
    ])
  })

  test('its own movements and handovers count at once; what was undone is here again', async () => {
    const desk = await stocked()
    const given = await give(desk, 7)
    await say(desk, { movement: 'transfer', from: 50, to: 101, other: 'structure-2' })
    await say(desk, { movement: 'loss', from: 0, to: 1 })
    await say(desk, { movement: 'found', from: 1, to: 1 })
    expect(rangesOf(await read(desk), 3)).toEqual([
      [1, 6],
      [8, 49],
    ])
    await undoHandover(desk.store, desk.device, given, desk.now)
    expect(rangesOf(await read(desk), 3)).toEqual([[1, 49]])
  })

  test('what it says of passes that it does not hold is saved, and shown as a discrepancy', async () => {
    const desk = await stocked()
    const given = await give(desk, 7)
    const { id } = await say(desk, { movement: 'return', from: 6, to: 8 })
    const { batches } = await read(desk)
    expect(batches.find(({ batch }) => batch.number === 3)?.discrepancies).toEqual([
      { batch: 3, from: 7, to: 7, movement: id, heldBy: 'person', moved: false },
    ])
    expect(given).not.toBe(id)
    const unknown = await say(desk, { movement: 'loss', batch: 99, from: 0, to: 5 })
    expect(unknown).toMatchObject({ kind: 'stock-movement', batch: 99, status: 'pending' })
  })

  test('a box is confirmed as it was announced, less what was damaged or missing', async () => {
    const desk = await stocked()
    await say(desk, {
      movement: 'reception',
      from: 0,
      to: 101,
      counted: 101,
      damaged: [[3, 3]],
      missing: [[9, 9]],
    })
    const stock = await read(desk)
    expect(stock.batches.flatMap(({ discrepancies }) => discrepancies)).toEqual([])
    expect(rangesOf(stock, 3)).toEqual([
      [0, 2],
      [4, 8],
      [10, 101],
    ])
  })
})

describe('[Q14] a stock is low', () => {
  test('below ten passes, and below what this desk gave in two weeks', () => {
    expect(isStockLow(10, 0)).toBe(false)
    expect(isStockLow(9, 0)).toBe(true)
    expect(isStockLow(29, 30)).toBe(true)
    expect(isStockLow(30, 30)).toBe(false)
  })

  test('counting what was given lately and not undone', async () => {
    const desk = await stocked()
    await say(desk, { movement: 'return', batch: 4, from: 0, to: 101 })
    for (let pass = 0; pass < 12; pass++) await give(desk, pass)
    await say(desk, { movement: 'return', from: 23, to: 101 })
    expect(await read(desk)).toMatchObject({ passes: 11, low: true })
    desk.server.now += 15 * DAY
    expect(await read(desk)).toMatchObject({ passes: 11, low: false })
  })

  test('the two weeks are those of the corrected time, on a tablet whose clock is forty days ahead', async () => {
    const desk = await setAhead(await stocked(), 40 * DAY)
    await say(desk, { movement: 'return', batch: 4, from: 0, to: 101 })
    for (let pass = 0; pass < 12; pass++) await give(desk, pass)
    await say(desk, { movement: 'return', from: 23, to: 101 })
    expect(await read(desk)).toMatchObject({ passes: 11, low: true })
  })
})

test('[Q15] a count is written down as ranges, changes no list, and moves nothing', async () => {
  const desk = await stocked()
  const before = await read(desk)
  const counted = [
    [0, 40],
    [42, 101],
  ] as const
  const entry = await countStock(desk.store, desk.device, { batch: 3, counted }, desk.now)
  expect(entry).toMatchObject({ kind: 'stock-count', beyond: 0, batch: 3 })
  expect(bodyOf(valueOf(decodeEntry(entry.bytes)), 'stock-count')).toEqual({ batch: 3, counted })
  expect(await read(desk)).toEqual(before)
})

describe('[Q21] a note is signed by either hand, both or none', () => {
  const moved = { movement: 'transfer', from: 0, to: 9, other: 'structure-2' } as const

  test('a tap stays in the entry and is no personal datum; where nobody signed, nothing more is written', async () => {
    const desk = await stocked()
    const none = await say(desk, moved)
    expect(bodyOf(valueOf(decodeEntry(none.bytes)), 'stock-movement')).toEqual({
      ...{ batch: 3, ...nothingSaid, ...moved, personal: null },
    })
    const unsigned = await say(desk, { ...moved, signatures: { giver: null, receiver: null } })
    expect(bodyOf(valueOf(decodeEntry(unsigned.bytes)), 'stock-movement')).not.toHaveProperty('signed')
    const tapped = await say(desk, { ...moved, signatures: { giver: 'tap', receiver: null } })
    expect(tapped.personal).toBeUndefined()
    expect(bodyOf(valueOf(decodeEntry(tapped.bytes)), 'stock-movement')).toMatchObject({
      ...{ personal: null, signed: { giver: 'tap', receiver: null } },
    })
  })

  test('a drawing travels beside the entry, which names it by its hash, and is forgotten after 400 days', async () => {
    const desk = await stocked()
    const drawing = [
      [1, 2, 30, 40],
      [100, 100],
    ]
    const entry = await say(desk, { ...moved, signatures: { giver: drawing, receiver: 'tap' } })
    const body = bodyOf(valueOf(decodeEntry(entry.bytes)), 'stock-movement')
    expect(body).toMatchObject({ signed: { giver: 'drawn', receiver: 'tap' } })
    expect(entry.personal && personalHash(entry.personal)).toEqual(body?.personal)
    expect(entry.personal && decodeDrawings(entry.personal.part)).toEqual({ giver: drawing, receiver: null })
    expect(entry.forgetAt).toBe(desk.now() + 400 * DAY)
  })
})

async function read(desk: Desk): Promise<HeldStock> {
  return readStock(desk.store, desk.device, desk.now)
}

function rangesOf({ batches }: HeldStock, number: number) {
  return batches.find(({ batch }) => batch.number === number)?.ranges.map(({ from, to }) => [from, to])
}

async function say(desk: Desk, act: Pick<StockAct, 'movement' | 'from' | 'to'> & Partial<SignedAct>) {
  desk.server.now += MINUTE
  return moveStock(desk.store, desk.device, { batch: 3, ...nothingSaid, ...act }, desk.now)
}

/** All of both batches in this place's boxes. */
async function stocked(): Promise<Desk> {
  const desk = await openDesk()
  for (const batch of [3, 4]) {
    for (let pass = 0; pass < 102; pass++)
      desk.server.passes.set(`${batch}/${pass}`, aPass({ state: 'in-stock' }))
  }
  await see(desk)
  return desk
}

async function see(desk: Desk): Promise<void> {
  desk.server.now += MINUTE
  await desk.server.publish()
  await pullKnowledge(desk.link)
}

async function give(desk: Desk, pass: number): Promise<string> {
  desk.server.now += MINUTE
  const read = await desk.read(await desk.server.signCode({ batch: 3, pass, cheque: 0 }))
  const { entry } = await handOver(desk.store, desk.device, { read, said: undefined }, desk.now)
  return entry?.id ?? ''
}
