import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTakenSince, readSeriesDraft, seriesDraftOf } from '#client/features/redeem/series/series-draft.ts'
import type { SeriesItem, SeriesState } from '#client/features/redeem/series/series-state.ts'
import type { Checked } from '#client/store/check-only.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { verdictTypes } from '#domain/verdict.ts'

const service = { id: 'first-steps', cheques: 1, name: { fr: 'Premiers pas' } }

const someItems = fc.array(
  fc.record({ pass: fc.nat(500), answered: fc.boolean(), at: fc.nat() }).map(itemOf),
  { minLength: 1, maxLength: 20 },
)

test('[T187] a series half scanned is the texts of what is not taken yet, and is read back as it was', () => {
  fc.assert(
    fc.property(someItems, (items) => {
      const draft = seriesDraftOf(stateOf('taking', items))
      const left = items.filter(({ answer }) => answer === undefined)
      expect(draft?.codes ?? []).toEqual(left.map(({ scanned, added }) => ({ scanned, added })))
      expect(readSeriesDraft(structuredClone(draft))).toEqual(draft)
    }),
  )
})

test('[T187] what is taken whole is kept no more, and what another app kept is taken up only where it is understood', () => {
  const items = [itemOf({ pass: 1, answered: false, at: 5 })]
  expect(seriesDraftOf(stateOf('taken', items))).toBeUndefined()
  expect(seriesDraftOf({ type: 'choosing' })).toBeUndefined()
  for (const kept of [
    undefined,
    {},
    { service: 'first-steps', codes: [] },
    { codes: [{ scanned: 'text' }] },
  ]) {
    expect(readSeriesDraft(kept)).toBeUndefined()
  }
})

test('[T187] a code is taken since it was scanned where a redemption of it stands that was no NON', () => {
  const { read } = itemOf({ pass: 7, answered: false, at: 100 })
  const act = {
    kind: 'redemption',
    undoneBy: undefined,
    verdict: 'accepted',
    batch: 1,
    pass: 7,
    cheque: 0,
    at: 100,
  }
  const isTaken = (changes: object) => isTakenSince([{ ...act, ...changes } as StoredEntry], read, 100)
  expect(isTaken({})).toBe(true)
  for (const other of [
    { at: 99 },
    { undoneBy: '0190f6f0-0000-7000-8000-000000000000' },
    { pass: 8 },
    { cheque: 1 },
    { kind: 'handover' },
    { verdict: verdictTypes.find((type) => type.startsWith('refused:')) },
  ]) {
    expect([other, isTaken(other)]).toEqual([other, false])
  }
})

function itemOf(of: { readonly pass: number; readonly answered: boolean; readonly at: number }): SeriesItem {
  const code = { batch: 1, pass: of.pass, cheque: 0 }
  return {
    key: `1/${of.pass}/0`,
    scanned: { text: `${of.pass}`, source: 'camera', at: of.at },
    added: of.at,
    read: { programme: 7, code, proof: { typed: '' }, trust: 'verified', training: false },
    checked: {} as Checked,
    answer: of.answered ? 'accepted' : undefined,
  }
}

function stateOf(type: 'taking' | 'taken', items: readonly SeriesItem[]): SeriesState {
  return { type, service, items }
}
