import { expect, test } from 'vitest'
import { emptyDraft } from '#client/features/stock/move-draft.ts'
import { writtenMoveOf } from '#client/features/stock/written-move.ts'
import { moveStock } from '#client/store/move-stock.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { openDesk } from '#tests/client/store/a-desk.ts'

test('[T188] what a draft says is in the journal since its last change, or it is a form still', async () => {
  const desk = await openDesk()
  const fields = { ...emptyDraft, first: '3-11', last: '12' }
  const kept = { movement: 'loss', fields, at: desk.now() } as const
  const nothingElse = { other: null, counted: null, damaged: [], missing: [] }
  const loss = { movement: 'loss', batch: 3, from: 10, to: 11, ...nothingElse } as const
  const written = await moveStock(desk.store, desk.device, loss, desk.now)
  const other = await moveStock(desk.store, desk.device, { ...loss, to: 12 }, desk.now)
  const journal = journalOf([other, written])

  expect(await writtenMoveOf(journal, kept)).toEqual(written)
  expect(await writtenMoveOf(journalOf([other]), kept)).toBeUndefined()
  expect(await writtenMoveOf(journal, { ...kept, movement: 'damage' })).toBeUndefined()
  expect(await writtenMoveOf(journal, { ...kept, fields: { ...fields, last: 'fin' } })).toBeUndefined()
  // The same passes, lost, found and lost again: that was before.
  expect(await writtenMoveOf(journal, { ...kept, at: written.at + 1 })).toBeUndefined()
})

/** Answers who listens, as the store does. */
function journalOf(entries: readonly StoredEntry[]) {
  const subscribe = (changed: () => void) => {
    queueMicrotask(changed)
    return () => undefined
  }
  return { entries: { current: () => entries, subscribe } }
}
