import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Conformance } from '#domain/conformance.ts'
import { decideOutcomes, usedBy, type Outcome, type RecordedClaim } from '#domain/outcome.ts'
import { aRecordedClaim } from '#tests/support/builders.ts'

describe('one claim', () => {
  test('[O1] conformant, with a unit free, is covered', () => {
    expect(only({})).toEqual({ type: 'covered', coveredUnits: 1, honouredUnits: 0, heldUnits: 1 })
    expect(only({ units: 3 })).toMatchObject({ type: 'covered', coveredUnits: 3, heldUnits: 3 })
    expect(only({ cheque: 10 })).toMatchObject({ type: 'covered', coveredUnits: 1, heldUnits: 1 })
  })

  test('[O2] conformant, with no unit free, is honoured: the contingency pays', () => {
    const honoured = { type: 'honoured', coveredUnits: 0, honouredUnits: 1, heldUnits: 0 }
    expect(outcomesOf(1, [{ id: 'a' }, { id: 'b' }])['b']).toEqual(honoured)
    expect(
      outcomesOf(10, [
        { id: 'a', cheque: 4 },
        { id: 'b', cheque: 4 },
      ])['b'],
    ).toEqual(honoured)
  })

  test('[O2] an act of several units is counted unit by unit', () => {
    expect(outcomesOf(2, [{ id: 'a', units: 3 }])['a']).toEqual({
      type: 'honoured',
      coveredUnits: 2,
      honouredUnits: 1,
      heldUnits: 2,
    })
  })

  test('[O3] not conformant is disputed: it is not paid and takes nothing from the person', () => {
    const disputed = { type: 'disputed', coveredUnits: 0, honouredUnits: 0, heldUnits: 0 }
    expect(only({ conformance: 'not-conformant' })).toEqual(disputed)
  })

  test('[O4] before its chain or the handover has arrived, a claim counts as used and is not paid', () => {
    const waiting = { type: 'waiting', coveredUnits: 0, honouredUnits: 0, heldUnits: 1 }
    expect(only({ conformance: 'undecided' })).toEqual(waiting)
    expect(only({}, false)).toEqual(waiting)
    expect(only({ conformance: 'at-own-risk' }, false)).toEqual(waiting)
    expect(only({ conformance: 'not-conformant' }, false)).toMatchObject({ type: 'disputed', heldUnits: 0 })
  })

  test('[O5] undone, a claim pays nothing and holds nothing, whatever it was', () => {
    for (const conformance of conformances) {
      const nothing = { type: 'voided', coveredUnits: 0, honouredUnits: 0, heldUnits: 0 }
      expect(only({ conformance, voided: true })).toEqual(nothing)
      expect(only({ conformance, voided: true }, false)).toEqual(nothing)
    }
  })

  test('[O6] served although we could not say: paid only when all of its units are free as it arrives', () => {
    const own = { conformance: 'at-own-risk' } as const
    expect(only(own)).toEqual({ type: 'covered', coveredUnits: 1, honouredUnits: 0, heldUnits: 1 })
    expect(outcomesOf(1, [{ id: 'a' }, { id: 'b', ...own }])['b']).toMatchObject({
      type: 'disputed',
      heldUnits: 0,
    })
    expect(outcomesOf(3, [{ id: 'a' }, { id: 'b', units: 3, ...own }])['b']).toMatchObject({
      type: 'disputed',
    })
    expect(outcomesOf(1, [{ id: 'b', ...own }, { id: 'a' }])).toMatchObject({
      a: { type: 'honoured' },
      b: { type: 'covered' },
    })
  })

  test('[O6] what is paid for conformant claims does not hang on those served at the risk of the venue', () => {
    fc.assert(
      fc.property(families({ atOwnRisk: true }), ({ units, claims }) => {
        const without = claims.filter(({ conformance }) => conformance !== 'at-own-risk')
        const all = decideOutcomes({ units, handedOver: true }, claims)
        const rest = decideOutcomes({ units, handedOver: true }, without)
        for (const { id } of without) expect(paid(all.get(id))).toBe(paid(rest.get(id)))
      }),
    )
  })
})

describe('a family of claims', () => {
  test('[O7] what each venue is paid and what is left hang neither on order, nor on batching, nor on repetition', () => {
    fc.assert(
      fc.property(
        families({ atOwnRisk: false }).chain(({ units, claims }) =>
          fc.record({
            units: fc.constant(units),
            claims: fc.constant(claims),
            one: arrivals(claims),
            other: arrivals(claims),
            handedOver: fc.boolean(),
          }),
        ),
        ({ units, claims, one, other, handedOver }) => {
          const first = settle(units, one, handedOver)
          expect(settle(units, other, handedOver)).toEqual(first)
          for (const venue of venues) {
            const due = claims.filter(({ id, voided, conformance }) => {
              return venueOf(id) === venue && !voided && conformance === 'conformant'
            })
            const expected = handedOver ? due.reduce((sum, claim) => sum + claim.units, 0) : 0
            expect(first.paid[venue]).toBe(expected)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  test('[O8] a pass never pays more than its units except honoured, a cheque never more than once', () => {
    fc.assert(
      fc.property(families({ atOwnRisk: true }), fc.boolean(), ({ units, claims }, handedOver) => {
        const outcomes = decideOutcomes({ units, handedOver }, claims)
        const all = [...outcomes.values()]
        expect(total(all, 'heldUnits')).toBeLessThanOrEqual(units)
        for (const outcome of all) expect(outcome.coveredUnits).toBeLessThanOrEqual(outcome.heldUnits)
        const cheques = claims.filter(({ id, cheque }) => cheque > 0 && outcomes.get(id)?.heldUnits)
        expect(new Set(cheques.map(({ cheque }) => cheque)).size).toBe(cheques.length)
      }),
      { numRuns: 300 },
    )
  })

  test('[O8] a claim is paid whole or not at all', () => {
    fc.assert(
      fc.property(families({ atOwnRisk: true }), fc.boolean(), ({ units, claims }, handedOver) => {
        const outcomes = decideOutcomes({ units, handedOver }, claims)
        for (const claim of claims) expect([0, claim.units]).toContain(paid(outcomes.get(claim.id)))
      }),
    )
  })

  test('[O9] a claim that arrives later changes nothing of those before it', () => {
    fc.assert(
      fc.property(families({ atOwnRisk: true }), fc.boolean(), ({ units, claims }, handedOver) => {
        const pass = { units, handedOver }
        const whole = decideOutcomes(pass, claims)
        for (let arrived = 1; arrived < claims.length; arrived++) {
          for (const [id, outcome] of decideOutcomes(pass, claims.slice(0, arrived))) {
            expect(whole.get(id)).toEqual(outcome)
          }
        }
      }),
    )
  })

  test('[O9] a chain that completes, a handover or a void that arrives never takes back what a conformant claim is paid', () => {
    fc.assert(
      fc.property(
        families({ atOwnRisk: true }),
        fc.infiniteStream(fc.boolean()),
        ({ units, claims }, later) => {
          const before = claims.map((claim): RecordedClaim => {
            const isLate = later.next().value
            return {
              ...claim,
              conformance: isLate ? 'undecided' : claim.conformance,
              voided: claim.voided && !isLate,
            }
          })
          const known = decideOutcomes({ units, handedOver: true }, before)
          const next = decideOutcomes({ units, handedOver: true }, claims)
          before.forEach(({ id, conformance }, i) => {
            if (conformance !== 'conformant' || claims[i]?.voided) return
            expect(paid(next.get(id))).toBe(paid(known.get(id)))
          })
        },
      ),
    )
  })

  test('[O10] the list counts the units held, and names the cheques that hold one', () => {
    fc.assert(
      fc.property(families({ atOwnRisk: true }), ({ units, claims }) => {
        const outcomes = decideOutcomes({ units, handedOver: true }, claims)
        const { used, cheques } = usedBy(claims, outcomes)
        expect(used).toBe(total(outcomes.values(), 'heldUnits'))
        const isBooklet = claims.every(({ cheque }) => cheque > 0)
        if (isBooklet) expect(cheques.size).toBe(used)
        else expect(cheques.size).toBe(0)
      }),
    )
  })
})

const conformances: readonly Conformance[] = ['conformant', 'at-own-risk', 'not-conformant', 'undecided']
const venues = ['venue-a', 'venue-b', 'venue-c'] as const

function outcomesOf(units: number, claims: readonly Partial<RecordedClaim>[]): Record<string, Outcome> {
  return Object.fromEntries(decideOutcomes({ units, handedOver: true }, claims.map(aRecordedClaim)))
}

function only(claim: Partial<RecordedClaim>, handedOver = true): Outcome | undefined {
  return decideOutcomes({ units: 10, handedOver }, [aRecordedClaim(claim)]).get('claim')
}

function paid(outcome: Outcome | undefined): number {
  return outcome ? outcome.coveredUnits + outcome.honouredUnits : 0
}

function total(outcomes: Iterable<Outcome>, what: 'coveredUnits' | 'heldUnits'): number {
  return [...outcomes].reduce((sum, outcome) => sum + outcome[what], 0)
}

function venueOf(id: string) {
  return venues[Number(id.slice(1)) % venues.length]
}

/** Claims of one card, of one or three units, or of one booklet. */
function families({ atOwnRisk }: { readonly atOwnRisk: boolean }) {
  const claim = (cheque: fc.Arbitrary<number>, price: fc.Arbitrary<number>) =>
    fc.record({
      units: price,
      cheque,
      conformance: fc.constantFrom(...conformances.filter((kind) => atOwnRisk || kind !== 'at-own-risk')),
      voided: fc.boolean(),
    })
  const card = claim(fc.constant(0), fc.constantFrom(1, 1, 3))
  return fc.integer({ min: 1, max: 6 }).chain((units) =>
    fc
      .oneof(
        fc.array(card, { minLength: 1, maxLength: 9 }),
        fc.array(claim(fc.integer({ min: 1, max: units }), fc.constant(1)), { minLength: 1, maxLength: 9 }),
      )
      .map((claims) => ({
        units,
        claims: claims.map((drawn, i) => aRecordedClaim({ id: `c${i}`, ...drawn })),
      })),
  )
}

type Arrival = { readonly what: 'claim' | 'chain' | 'void'; readonly claim: RecordedClaim }

/** All that the server learns, in any order and some of it twice. A void may come before its claim. */
function arrivals(claims: readonly RecordedClaim[]) {
  const all = claims.flatMap((claim): Arrival[] => [
    { what: 'claim', claim },
    ...(claim.conformance === 'undecided' ? [] : [{ what: 'chain', claim } as const]),
    ...(claim.voided ? [{ what: 'void', claim } as const] : []),
  ])
  const shuffled = fc.shuffledSubarray(all, { minLength: all.length })
  return fc.tuple(shuffled, fc.shuffledSubarray(all)).map(([once, again]) => [...once, ...again])
}

/** Records what arrives and recomputes after each, as a server does; then what each venue is paid and what is left. */
function settle(units: number, arrived: readonly Arrival[], handedOver: boolean) {
  const recorded = new Map<string, RecordedClaim>()
  const complete = new Set<string>()
  const undone = new Set<string>()
  let outcomes: ReadonlyMap<string, Outcome> = new Map()
  for (const { what, claim } of arrived) {
    if (what === 'claim') recorded.set(claim.id, recorded.get(claim.id) ?? claim)
    if (what === 'chain') complete.add(claim.id)
    if (what === 'void') undone.add(claim.id)
    const claims = [...recorded.values()].map((known): RecordedClaim => ({
      ...known,
      conformance: complete.has(known.id) ? known.conformance : 'undecided',
      voided: undone.has(known.id),
    }))
    outcomes = decideOutcomes({ units, handedOver }, claims)
  }
  const venuesPaid = venues.map((venue) => {
    const own = [...outcomes].filter(([id]) => venueOf(id) === venue)
    return [venue, own.reduce((sum, [, outcome]) => sum + paid(outcome), 0)] as const
  })
  return { paid: Object.fromEntries(venuesPaid), left: units - total(outcomes.values(), 'heldUnits') }
}
