import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBlockedAt, isBlockedNow, type BlockAct } from '#domain/block.ts'
import {
  contestFault,
  decisionsFor,
  standingOf,
  voidFault,
  type CaseAct,
  type CaseLine,
} from '#domain/casework.ts'
import type { Conformance } from '#domain/conformance.ts'
import { familyOf, type Replacement } from '#domain/family.ts'
import { decideOutcomes, paidUnits, type Outcome, type RecordedClaim } from '#domain/outcome.ts'
import { aRecordedClaim } from '#tests/support/builders.ts'

const nothing = { coveredUnits: 0, honouredUnits: 0, heldUnits: 0 }

describe('what a person decides', () => {
  test('[O11] what stands behind a fork, or comes from a revoked device, counts its units and pays nothing', () => {
    for (const held of ['fork', 'revoked'] as const) {
      expect(decide(2, [{ held, conformance: 'undecided' }])).toEqual([
        { type: 'held', coveredUnits: 0, honouredUnits: 0, heldUnits: 1 },
      ])
    }
    expect(decide(1, [{ held: 'fork' }, { id: 'b' }])[1]).toMatchObject({ type: 'honoured' })
  })

  test('[O12] paid by a person, a line is covered while a unit is free, else the contingency pays', () => {
    const disputed = { conformance: 'not-conformant', ruling: 'paid' } as const
    expect(decide(1, [disputed])[0]).toMatchObject({ type: 'covered', coveredUnits: 1, heldUnits: 1 })
    expect(decide(1, [{ id: 'a' }, disputed])[1]).toMatchObject({ type: 'honoured', honouredUnits: 1 })
    expect(decide(1, [{ held: 'fork', ruling: 'paid' }])[0]).toMatchObject({ type: 'covered' })
    expect(decide(1, [disputed], false)[0]).toMatchObject({ type: 'honoured', heldUnits: 1 })
  })

  test('[O12] paid by a person, a line takes no unit that another line already has', () => {
    const before = decide(1, [{ id: 'a', conformance: 'not-conformant' }, { id: 'b' }])
    const after = decide(1, [
      { id: 'a', conformance: 'not-conformant', ruling: 'paid', former: before[0] },
      { id: 'b', former: before[1] },
    ])
    expect(after).toMatchObject([{ type: 'honoured' }, { type: 'covered' }])
  })

  test('[O13] refused, upheld or voided by a person, a line pays nothing and holds nothing', () => {
    for (const ruling of ['refused', 'upheld'] as const) {
      expect(decide(2, [{ ruling }])).toEqual([{ type: 'disputed', ...nothing }])
      expect(decide(2, [{ ruling, held: 'fork' }])).toEqual([{ type: 'disputed', ...nothing }])
    }
    expect(decide(2, [{ ruling: 'voided' }])).toEqual([{ type: 'voided', ...nothing }])
  })

  test('[O14] contested, a line keeps its units and is not paid; dismissed, it is as before', () => {
    const covered = decide(1, [{}])[0]
    const held = decide(1, [{ id: 'a', contested: 'person', former: covered }, { id: 'b' }])
    expect(held).toMatchObject([{ type: 'held', heldUnits: 1, coveredUnits: 0 }, { type: 'honoured' }])
    expect(
      decide(1, [
        { id: 'a', former: held[0] },
        { id: 'b', former: held[1] },
      ]),
    ).toMatchObject([{ type: 'covered' }, { type: 'honoured' }])
  })

  test('[O14] the last word stands: a contest waits for the next decision, and any decision answers it', () => {
    const said = (...acts: CaseAct['type'][]) => {
      const say = (type: CaseAct['type'], words: string): CaseAct =>
        type === 'contest' ? { type, by: 'venue', words } : { type, words }
      return standingOf(acts.map((type, i) => say(type, `w${i}`)))
    }
    expect(said()).toEqual({ ruling: 'none', contested: 'no', words: '' })
    expect(said('contest')).toEqual({ ruling: 'none', contested: 'venue', words: 'w0' })
    expect(said('contest', 'dismiss')).toEqual({ ruling: 'none', contested: 'no', words: 'w1' })
    expect(said('contest', 'uphold')).toEqual({ ruling: 'upheld', contested: 'no', words: 'w1' })
    expect(said('pay', 'refuse')).toEqual({ ruling: 'refused', contested: 'no', words: 'w1' })
    expect(said('pay', 'close')).toMatchObject({ ruling: 'paid' })
    expect(said('contest', 'void')).toMatchObject({ ruling: 'voided', contested: 'no' })
  })

  test('[G40] what may be decided hangs on what the line is', () => {
    expect(decisionsFor(aLine({ type: 'honoured', caseIsOpen: true }))).toEqual(['close'])
    expect(decisionsFor(aLine({ type: 'disputed' }))).toEqual(['pay', 'refuse'])
    expect(decisionsFor(aLine({ type: 'held' }))).toEqual(['pay', 'refuse'])
    expect(decisionsFor(aLine({ type: 'disputed', payable: false }))).toEqual(['refuse'])
    const contested = { type: 'held', contested: true } as const
    expect(decisionsFor(aLine({ ...contested, uncontested: 'covered' }))).toEqual(['uphold', 'dismiss'])
    expect(decisionsFor(aLine({ ...contested, uncontested: 'covered', stated: true }))).toEqual([
      'uphold',
      'dismiss',
    ])
    expect(decisionsFor(aLine({ ...contested, uncontested: 'disputed' }))).toEqual(['pay', 'refuse'])
    expect(decisionsFor(aLine({ type: 'covered', decided: true }))).toEqual(['pay', 'refuse'])
    expect(decisionsFor(aLine({ type: 'covered', decided: true, stated: true }))).toEqual([])
    expect(decisionsFor(aLine({ isRedemption: false, type: 'flagged', caseIsOpen: true }))).toEqual(['close'])
    expect(decisionsFor(aLine({ type: 'voided' }))).toEqual([])
    expect(decisionsFor(aLine({ type: 'voided', decided: true }))).toEqual(['pay', 'refuse'])
    expect(decisionsFor(aLine({ type: 'voided', decided: true, stated: true }))).toEqual([])
  })

  test('[G42] a line is voided until a statement says it, and contested once at a time', () => {
    expect(voidFault(aLine({}))).toBeUndefined()
    expect(voidFault(aLine({ stated: true }))).toBe('already-stated')
    expect(voidFault(aLine({ type: 'voided' }))).toBe('already-voided')
    expect(voidFault(aLine({ isRedemption: false }))).toBe('not-a-redemption')
    expect(contestFault(aLine({ stated: true }))).toBeUndefined()
    expect(contestFault(aLine({ contested: true, type: 'held' }))).toBe('already-contested')
    expect(contestFault(aLine({ type: 'held' }))).toBe('held')
  })
})

describe('what is paid stays paid', () => {
  test('[O15] a late void gives its units to nobody at the cost of a line that is covered', () => {
    const own = { conformance: 'at-own-risk' } as const
    const claims = [{ id: 'a' }, { id: 'b', units: 2, ...own }, { id: 'c', ...own }]
    const before = decide(2, claims)
    expect(before.map(({ type }) => type)).toEqual(['covered', 'disputed', 'covered'])
    const after = decide(
      2,
      claims.map((claim, i) => ({ ...claim, voided: claim.id === 'a', former: before[i] })),
    )
    expect(after.map(({ type }) => type)).toEqual(['voided', 'disputed', 'covered'])
  })

  test('[O16] decided again from its own result, every line stays as it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }).chain(claimsOf),
        fc.boolean(),
        ({ units, claims }, given) => {
          const first = decideOutcomes({ units, handedOver: given }, claims)
          const again = claims.map((claim) => ({ ...claim, former: first.get(claim.id) }))
          expect(decideOutcomes({ units, handedOver: given }, again)).toEqual(first)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('[O16] whatever happens to other lines, one that is paid loses neither its pay nor its units', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }).chain(claimsOf),
        fc.infiniteStream(fc.constantFrom('nothing', 'void', 'refuse', 'pay', 'new')),
        ({ units, claims }, happens) => {
          const what = new Map(claims.map(({ id }) => [id, happens.next().value]))
          const old = claims.filter(({ id }) => what.get(id) !== 'new')
          const before = decideOutcomes({ units, handedOver: true }, old)
          const changed = claims.map((claim): RecordedClaim => {
            const act = what.get(claim.id)
            const former = before.get(claim.id)
            if (act === 'void') return { ...claim, former, voided: true }
            if (act === 'refuse') return { ...claim, former, ruling: 'refused' }
            if (act === 'pay') return { ...claim, former, ruling: 'paid' }
            return { ...claim, former }
          })
          const after = decideOutcomes({ units, handedOver: true }, changed)
          for (const { id } of old) {
            const [was, is] = [before.get(id), after.get(id)]
            if (what.get(id) !== 'nothing' || !was || !is) continue
            expect(paidUnits(is)).toBeGreaterThanOrEqual(paidUnits(was))
            expect(is.heldUnits).toBeGreaterThanOrEqual(was.heldUnits)
          }
          expect(heldOf(after.values())).toBeLessThanOrEqual(units)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('[O17] what a statement says stands as it was stated, before everything else', () => {
    const stated = { type: 'covered', coveredUnits: 1, honouredUnits: 0, heldUnits: 1 } as const
    expect(decide(1, [{ id: 'a' }, { id: 'b', stated }])).toMatchObject([
      { type: 'honoured' },
      { type: 'covered', heldUnits: 1 },
    ])
    const waited = { type: 'honoured', coveredUnits: 0, honouredUnits: 1, heldUnits: 1 } as const
    expect(decide(2, [{ id: 'a', stated: waited }], false)).toEqual([waited])
    expect(decide(2, [{ id: 'a', stated: waited }], true)).toEqual([waited])
    expect(decide(2, [{ id: 'a', stated, takesNone: 'blocked' }])).toEqual([stated])
    expect(decide(2, [{ id: 'a', stated, voided: true }])).toEqual([{ type: 'voided', ...nothing }])
    expect(decide(2, [{ id: 'a', stated, ruling: 'upheld' }])).toEqual([{ type: 'disputed', ...nothing }])
  })
})

describe('a block', () => {
  test('[O18] what a device took that could not know is honoured and takes no unit from the person', () => {
    expect(decide(2, [{ takesNone: 'blocked' }])).toEqual([
      { type: 'honoured', coveredUnits: 0, honouredUnits: 1, heldUnits: 0 },
    ])
    expect(decide(2, [{ takesNone: 'blocked', conformance: 'at-own-risk' }])).toEqual([
      { type: 'disputed', ...nothing },
    ])
    const former = decide(2, [{ conformance: 'at-own-risk' }])[0]
    expect(decide(2, [{ takesNone: 'blocked', conformance: 'at-own-risk', former }])).toMatchObject([
      { type: 'honoured', heldUnits: 0 },
    ])
    expect(decide(2, [{ takesNone: 'blocked', held: 'fork' }])).toEqual([{ type: 'held', ...nothing }])
  })

  test('[O19] counts from its time to the unblocking that follows, in whatever order they are told', () => {
    fc.assert(
      fc.property(blockActs(9), fc.nat(10), (told, at) => {
        const shuffled = told.toReversed()
        expect(isBlockedAt(shuffled, at)).toBe(isBlockedAt(told, at))
        expect(isBlockedNow(told)).toBe(isBlockedAt(told, Infinity))
        const known = told.filter((act) => act.at <= at)
        const newest = known.filter((act) => known.every((other) => other.at <= act.at))
        if (newest.length === 1) expect(isBlockedAt(told, at)).toBe(newest[0]?.blocks)
        if (newest.length === 0) expect(isBlockedAt(told, at)).toBe(false)
      }),
    )
  })

  test('[O19] at one instant the last word of each device counts, by its chain, and of those a block', () => {
    fc.assert(
      fc.property(blockActs(0), (told) => {
        const words = new Map(told.toSorted(bySequence).map(({ device, blocks }) => [device, blocks]))
        for (const order of [told, told.toReversed(), told.toSorted(bySequence)])
          expect(isBlockedNow(order)).toBe([...words.values()].includes(true))
      }),
    )
    const block: BlockAct = { at: 0, blocks: true, device: 'venue', sequence: 1 }
    const unblock = { ...block, blocks: false }
    expect(isBlockedNow([{ ...unblock, sequence: 2 }, block])).toBe(false)
    expect(isBlockedNow([unblock, { ...block, sequence: 2 }])).toBe(true)
    expect(isBlockedNow([block, { ...unblock, device: 'desk', sequence: 2 }])).toBe(true)
  })
})

describe('a family of passes', () => {
  const pass = (n: number) => ({ batch: 1, pass: n })
  const replaced = (id: string, former: number, newer: number, at = Number(id)): Replacement => ({
    ...{ id, at },
    former: pass(former),
    newer: pass(newer),
  })

  test('[O20] holds a pass and all that replaced it, by batch and index; the end of the chain is the newest', () => {
    const chain = [replaced('1', 5, 3), replaced('2', 3, 9)]
    const family = { members: [pass(3), pass(5), pass(9)], newest: pass(9) }
    for (const member of [3, 5, 9]) {
      expect(familyOf(pass(member), chain)).toEqual(family)
      expect(familyOf(pass(member), chain.toReversed())).toEqual(family)
    }
    expect(familyOf(pass(4), chain)).toEqual({ members: [pass(4)], newest: pass(4) })
  })

  test('[O20] of two passes given for one, the later is the newest; clocks that disagree never break a chain', () => {
    expect(familyOf(pass(1), [replaced('1', 1, 2), replaced('2', 1, 3)]).newest).toEqual(pass(3))
    expect(familyOf(pass(1), [replaced('1', 1, 2, 9), replaced('2', 2, 3, 4)]).newest).toEqual(pass(3))
    expect(familyOf(pass(1), [replaced('1', 1, 2), replaced('2', 2, 1)]).newest).toEqual(pass(1))
  })

  test('[O20] cheque i of the newer pass is cheque i of the former', () => {
    const both = [
      { id: 'former', cheque: 4 },
      { id: 'newer', cheque: 4 },
      { id: 'other', cheque: 5 },
    ]
    expect(decide(10, both).map(({ type }) => type)).toEqual(['covered', 'honoured', 'covered'])
  })
})

const conformances: readonly Conformance[] = ['conformant', 'at-own-risk', 'not-conformant', 'undecided']

/** Claims of one family, in every standing that a line can have. */
function claimsOf(units: number) {
  const standing = {
    conformance: fc.constantFrom(...conformances),
    voided: fc.constantFrom(false, false, true),
    held: fc.constantFrom('no', 'no', 'fork', 'revoked'),
    contested: fc.constantFrom('no', 'no', 'person'),
    ruling: fc.constantFrom('none', 'none', 'paid', 'refused', 'upheld', 'voided'),
    takesNone: fc.constantFrom('no', 'no', 'blocked'),
  } as const
  const card = fc.record({ units: fc.constantFrom(1, 2, 3), cheque: fc.constant(0), ...standing })
  const cheque = fc.record({ units: fc.constant(1), cheque: fc.integer({ min: 1, max: units }), ...standing })
  const drawn = fc.oneof(fc.array(card, { maxLength: 8 }), fc.array(cheque, { maxLength: 8 }))
  return drawn.map((claims) => ({
    units,
    claims: claims.map((claim, i) => aRecordedClaim({ id: `c${i}`, ...claim })),
  }))
}

function decide(units: number, claims: readonly Partial<RecordedClaim>[], handedOver = true): Outcome[] {
  const recorded = claims.map(aRecordedClaim)
  const outcomes = decideOutcomes({ units, handedOver }, recorded)
  return recorded.flatMap(({ id }) => outcomes.get(id) ?? [])
}

function heldOf(outcomes: Iterable<Outcome>): number {
  return [...outcomes].reduce((sum, { heldUnits }) => sum + heldUnits, 0)
}

function aLine(changes: Partial<CaseLine>): CaseLine {
  const type = changes.type ?? 'covered'
  return {
    ...{ isRedemption: true, payable: true, type, uncontested: type },
    ...{ contested: false, stated: false, decided: false, caseIsOpen: false },
    ...changes,
  }
}

/** What three devices said of a pass, each place of a chain once. */
function blockActs(latest: number): fc.Arbitrary<readonly BlockAct[]> {
  const act = fc.record({
    at: fc.nat(latest),
    blocks: fc.boolean(),
    device: fc.constantFrom('desk', 'venue', 'other'),
    sequence: fc.integer({ min: 1, max: 9 }),
  })
  return fc.uniqueArray(act, { maxLength: 6, selector: ({ device, sequence }) => `${device}/${sequence}` })
}

function bySequence(one: BlockAct, other: BlockAct): number {
  return (one.sequence ?? 0) - (other.sequence ?? 0)
}
