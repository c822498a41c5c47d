import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownUnitsBeyondList, remainingOf, usedCheques } from '#domain/knowledge.ts'
import type { OutcomeType } from '#domain/outcome.ts'
import type { EntryOutcome } from '#protocol/outcome.ts'
import { ownActsOf } from '#client/store/own-acts.ts'
import { listedAt, withOutcome, type StoredEntry } from '#client/store/stored-entry.ts'
import { anOutcome } from '#tests/client/sync/fake-server.ts'
import { aBookletPass, aPass, noon } from '#tests/support/builders.ts'

const act = fc.record({
  units: fc.integer({ min: 1, max: 3 }),
  /** The head that first counts it, and the one that first shows its void; none when it was not voided. */
  counted: fc.option(fc.integer({ min: 1, max: 9 })),
  voided: fc.option(fc.integer({ min: 1, max: 9 })),
})

test('[J16] whatever head a device holds, each of its own units counts exactly once until its void', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 8 }), fc.integer({ min: 0, max: 10 }), (acts, head) => {
      const rows = acts.flatMap(({ units, counted, voided }, i) => {
        const first = outcomeAt('covered', `r${i}`, units, counted)
        if (voided === null) return [aRow({ id: `r${i}`, units }, first)]
        const shown = voided + (counted ?? 0)
        return [
          aRow({ id: `r${i}`, units, undoneBy: `v${i}` }, first),
          aRow({ id: `v${i}`, kind: 'void', undoes: `r${i}` }, outcomeAt('noted', `v${i}`, 0, shown)),
        ]
      })
      const listed = acts
        .filter(({ counted }) => counted !== null && counted <= head)
        .filter(({ counted, voided }) => voided === null || voided + (counted ?? 0) > head)
        .reduce((sum, { units }) => sum + units, 0)
      const taken = acts.filter(({ voided }) => voided === null).reduce((sum, { units }) => sum + units, 0)
      const { uses } = ownActsOf({ onPass: rows, pending: [], beyond: [] }, listsAt(head))
      expect(remainingOf(200, aPass({ used: listed }), uses)).toBe(200 - taken)
    }),
  )
})

test('[J16] a dispute that holds no unit gives none back when it is voided', () => {
  const disputed = outcomeAt('disputed', 'r', 0, 5)
  const rows = [
    aRow({ id: 'r', units: 1, undoneBy: 'v' }, disputed),
    aRow({ id: 'v', kind: 'void', undoes: 'r' }),
  ]
  const { uses } = ownActsOf({ onPass: rows, pending: [], beyond: [] }, listsAt(5))
  expect(ownUnitsBeyondList(uses)).toBe(0)
})

test('[K170] whatever outcomes a device missed, the list that it holds weighs what that list counts', () => {
  const step = fc.record({ units: fc.integer({ min: 0, max: 3 }), later: fc.integer({ min: 1, max: 3 }) })
  const told = fc.record({ told: fc.boolean(), head: fc.integer({ min: 0, max: 12 }) })
  fc.assert(
    fc.property(fc.array(fc.tuple(step, told), { minLength: 1, maxLength: 6 }), (steps) => {
      let from = 0
      const outcomes = steps.map(([{ units, later }], i) => ({
        ...outcomeAt(units > 0 ? 'covered' : 'disputed', 'r', units, (from += later)),
        number: i + 1,
        counted: [] as { units: number; firstHead: number }[],
      }))
      let row = aRow({ id: 'r', units: 3 })
      let head = 0
      for (const [i, [, { told, head: held }]] of steps.entries()) {
        const outcome = outcomes[i]
        if (!outcome || !told) continue
        const before = outcomes.slice(0, i).reverse()
        const counted = before.map(({ coveredUnits, firstHead }) => ({
          units: coveredUnits,
          firstHead: firstHead ?? 0,
        }))
        // A device that is told of an outcome holds no head behind it yet.
        head = Math.max(head, Math.min(held, outcome.firstHead ?? 0))
        row = withOutcome(row, { ...outcome, counted }, head) ?? row
        const truth = [outcome, ...before].find(({ firstHead }) => firstHead !== null && firstHead <= head)
        expect(listedAt(row, head)?.units).toBe(truth?.coveredUnits)
      }
    }),
  )
})

test('[J16] a void by the manager counts once the list shows it', () => {
  const covered = aRow({ id: 'r', units: 1 }, outcomeAt('covered', 'r', 1, 2))
  const voided = withOutcome(covered, { ...outcomeAt('voided', 'r', 0, 6), number: 2 }, 2)
  const voidedOf = (head: number) =>
    ownActsOf({ onPass: voided ? [voided] : [], pending: [], beyond: [] }, listsAt(head)).uses[0]?.voided
  expect([voidedOf(5), voidedOf(6)]).toEqual(['no', 'in-list'])
})

test.each(['disputed', 'voided'] as const)(
  '[K201] a cheque whose line a person made %s is free here once the list gives it back',
  (type) => {
    const covered = aRow({ id: 'r', units: 1, cheque: 4 }, outcomeAt('covered', 'r', 1, 2))
    const decided = withOutcome(covered, { ...outcomeAt(type, 'r', 0, 6), number: 2 }, 2)
    const usedAt = (head: number, listed: readonly number[]) =>
      usedCheques(
        aBookletPass(listed),
        ownActsOf({ onPass: decided ? [decided] : [], pending: [], beyond: [] }, listsAt(head)).uses,
      )
    expect(usedAt(5, [4])).toEqual(new Set([4]))
    expect(usedAt(6, [])).toEqual(new Set())
    expect(usedAt(6, [4])).toEqual(new Set([4]))
  },
)

test('[J17] the ceiling counts what no exchange has carried, without what was voided', () => {
  const pending = [
    aRow({ id: 'a', units: 2 }),
    aRow({ id: 'b', units: 3, undoneBy: 'c' }),
    aRow({ id: 'c', kind: 'void', units: 3 }),
  ]
  expect(ownActsOf({ onPass: [], pending, beyond: [] }, listsAt(1)).unitsSinceExchange).toBe(2)
})

test('[J17] passes without a known handover are counted once each, while the list says in stock', () => {
  const beyond = [
    aRow({ id: 'a', pass: 1 }),
    aRow({ id: 'b', pass: 1 }),
    aRow({ id: 'c', pass: 2 }),
    aRow({ id: 'd', pass: 3, undoneBy: 'x' }),
    aRow({ id: 'e', pass: undefined, batch: undefined }),
  ]
  const inStock = { head: 1, stateOf: () => 'in-stock' as const, passOf: () => undefined }
  expect(ownActsOf({ onPass: [], pending: [], beyond }, inStock).inStockPasses).toBe(2)
  expect(ownActsOf({ onPass: [], pending: [], beyond }, listsAt(1)).inStockPasses).toBe(0)
})

test('[J18] a later outcome replaces an earlier one, never the other way round', () => {
  const row = aRow({ id: 'r', units: 1 }, { ...outcomeAt('covered', 'r', 1, 4), number: 2 })
  expect(withOutcome(row, anOutcome('r', { type: 'waiting', number: 1 }), 9)).toBeUndefined()
  expect(withOutcome(row, { ...outcomeAt('covered', 'r', 1, 4), number: 2 }, 9)).toBeUndefined()
  expect(withOutcome(row, anOutcome('r', { type: 'disputed', number: 3 }), 9)?.outcome?.type).toBe('disputed')
})

test('[J18] an outcome that leaves the count as it was keeps the head that first counted it', () => {
  const waiting = aRow({ id: 'r', units: 1 }, outcomeAt('waiting', 'r', 0, 4))
  const covered = withOutcome(waiting, { ...outcomeAt('covered', 'r', 1, 9), number: 2 }, 5)
  expect(covered?.listed).toEqual({ units: 1, from: 4 })
})

function listsAt(head: number) {
  return { head, stateOf: () => 'active' as const, passOf: () => undefined }
}

function outcomeAt(type: OutcomeType, entry: string, units: number, firstHead: number | null): EntryOutcome {
  return anOutcome(entry, { type, coveredUnits: units, firstHead })
}

function aRow(changes: Partial<StoredEntry>, outcome?: EntryOutcome): StoredEntry {
  const row: StoredEntry = {
    device: 'd',
    sequence: 1,
    id: 'r',
    bytes: new Uint8Array(),
    hash: new Uint8Array(),
    kind: 'redemption',
    batch: 3,
    pass: 4,
    cheque: 0,
    units: 1,
    service: 'basics',
    at: noon,
    verdict: 'accepted',
    reason: '',
    status: 'pending',
    answer: undefined,
    outcome: undefined,
    listed: undefined,
    beyond: 1,
    unreported: 0,
    undoes: undefined,
    undoneBy: undefined,
    personal: undefined,
    forgetAt: undefined,
    ...changes,
  }
  return (outcome && withOutcome(row, outcome, undefined)) ?? row
}
