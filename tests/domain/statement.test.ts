import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBlockedAt, type BlockAct } from '#domain/block.ts'
import { sumCents } from '#domain/money.ts'
import { decideOutcomes, paidUnits, type Outcome, type RecordedClaim } from '#domain/outcome.ts'
import { linesToState, mayStateThrough, statementLag, type StatementLine } from '#domain/statement.ts'
import { aRecordedClaim } from '#tests/support/builders.ts'

const venues = ['venue-a', 'venue-b'] as const
const unitCents = 1000

type Claim = { readonly id: string; readonly at: number; readonly units: number; readonly cheque: number }

/** What a server learns of a family: claims, what undoes them, blocks, decisions, the handover; or it makes a statement. */
type Event =
  | { readonly what: 'claim' | 'void' | 'dismiss' | 'uphold'; readonly claim: Claim }
  | { readonly what: 'block'; readonly act: BlockAct }
  | { readonly what: 'handover' }
  | { readonly what: 'statement'; readonly venue: (typeof venues)[number] }

type Book = {
  readonly outcomes: Map<string, Outcome & { readonly number: number }>
  readonly stated: Map<string, Outcome>
  readonly lines: StatementLine[]
  readonly statements: { readonly cents: number; readonly lines: readonly StatementLine[] }[]
}

describe('a family lived through', () => {
  test('[O21] what each venue is paid and what is left hang on no order of arrival, with blocks, voids and decisions', () => {
    fc.assert(
      fc.property(
        families().chain((family) =>
          fc.record({ family: fc.constant(family), one: anyOrder(family), other: anyOrder(family) }),
        ),
        ({ family, one, other }) => {
          const first = live(family.units, one)
          const second = live(family.units, other)
          expect(summary(family, second)).toEqual(summary(family, first))
        },
      ),
      { numRuns: 150 },
    )
  })

  test('[O21] no family pays more than its units except honoured, no cheque twice, and a claim is paid whole or not at all', () => {
    fc.assert(
      fc.property(
        families().chain((family) => fc.tuple(fc.constant(family), withStatements(family))),
        ([family, events]) => {
          const { outcomes } = live(family.units, events)
          const all = [...outcomes.values()]
          expect(all.reduce((sum, { coveredUnits }) => sum + coveredUnits, 0)).toBeLessThanOrEqual(
            family.units,
          )
          for (const claim of family.claims) {
            const outcome = outcomes.get(claim.id)
            if (outcome) expect([0, claim.units]).toContain(paidUnits(outcome))
          }
          const covered = family.claims.filter(
            ({ id, cheque }) => cheque > 0 && outcomes.get(id)?.coveredUnits === 1,
          )
          expect(new Set(covered.map(({ cheque }) => cheque)).size).toBe(covered.length)
        },
      ),
      { numRuns: 150 },
    )
  })

  test('[M8] a statement’s total is its lines, no line is stated twice, and together they are what is paid', () => {
    fc.assert(
      fc.property(
        families().chain((family) => fc.tuple(fc.constant(family), withStatements(family))),
        ([family, events]) => {
          const last = venues.map((venue) => ({ what: 'statement', venue }) as const)
          const book = live(family.units, [...events, ...last])
          for (const { cents, lines } of book.statements)
            expect(sumCents(lines.map((l) => l.cents))).toBe(cents)
          const keys = book.lines.map(({ entry, number }) => `${entry}/${number}`)
          expect(new Set(keys).size).toBe(keys.length)
          for (const [id, outcome] of book.outcomes) {
            const own = book.lines.filter(({ entry }) => entry === id).map(({ cents }) => cents)
            expect(sumCents(own)).toBe(paidUnits(outcome) * unitCents)
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  test('[M9] what is stated changes by an act on that very line, and by nothing else', () => {
    fc.assert(
      fc.property(
        families().chain((family) => fc.tuple(fc.constant(family), withStatements(family))),
        ([family, events]) => {
          let before: Book | undefined
          for (let seen = 1; seen <= events.length; seen++) {
            const now = live(family.units, events.slice(0, seen))
            const event = events[seen - 1]
            const touched = event && 'claim' in event ? event.claim.id : ''
            for (const [id, stated] of before?.stated ?? []) {
              if (id === touched || isDisturbed(before?.outcomes.get(id), stated)) continue
              expect(now.outcomes.get(id)).toMatchObject(stated)
            }
            before = now
          }
        },
      ),
      { numRuns: 150 },
    )
  })
})

test('[M10] a day is stated eleven days later, never sooner whatever is asked', () => {
  expect(statementLag).toBe(11)
  expect(mayStateThrough('2026-11-10', '2026-11-21', 11)).toBe(true)
  expect(mayStateThrough('2026-11-11', '2026-11-21', 11)).toBe(false)
  expect(mayStateThrough('2026-11-11', '2026-11-21', 3)).toBe(false)
  expect(mayStateThrough('2026-11-10', '2026-11-21', 20)).toBe(false)
  expect(mayStateThrough('2026-02-28', '2026-03-11', 11)).toBe(true)
})

type Family = {
  readonly units: number
  readonly claims: readonly Claim[]
  readonly events: readonly Event[]
}

function families(): fc.Arbitrary<Family> {
  return fc.integer({ min: 1, max: 5 }).chain((units) => {
    const cheque = fc.record({ cheque: fc.integer({ min: 1, max: units }), units: fc.constant(1) })
    const card = fc.record({ cheque: fc.constant(0), units: fc.constantFrom(1, 1, 2) })
    const fate = fc.constantFrom('nothing', 'nothing', 'void', 'uphold', 'dismiss')
    const claim = (of: fc.Arbitrary<Pick<Claim, 'cheque' | 'units'>>) => fc.tuple(of, fc.nat(20), fate)
    const blocks = fc.array(fc.tuple(fc.nat(20), fc.boolean()), { maxLength: 3 })
    const drawn = fc.oneof(
      fc.array(claim(card), { minLength: 1, maxLength: 7 }),
      fc.array(claim(cheque), { minLength: 1, maxLength: 7 }),
    )
    return fc.tuple(drawn, blocks).map(([claims, acts]) => familyFrom(units, claims, acts))
  })
}

function familyFrom(
  units: number,
  drawn: readonly (readonly [Pick<Claim, 'cheque' | 'units'>, number, string])[],
  blocks: readonly (readonly [number, boolean])[],
): Family {
  const claims = drawn.map(([claim, at], i): Claim => ({ id: `c${i}`, at, ...claim }))
  const fates = drawn.flatMap(([, , fate], i): Event[] => {
    const claim = claims[i]
    if (!claim || fate === 'nothing') return []
    return fate === 'void' ? [{ what: 'void', claim }] : [{ what: fate as 'uphold' | 'dismiss', claim }]
  })
  const acts = blocks.map(([at, blocking], i): Event => ({
    what: 'block',
    act: { at, blocks: blocking, device: 'venue', sequence: i },
  }))
  const taken = claims.map((claim): Event => ({ what: 'claim', claim }))
  return { units, claims, events: [...taken, ...fates, ...acts, { what: 'handover' }] }
}

/** All of it, some of it twice. */
function anyOrder({ events }: Family): fc.Arbitrary<readonly Event[]> {
  return fc
    .tuple(fc.shuffledSubarray([...events], { minLength: events.length }), fc.shuffledSubarray([...events]))
    .map(([once, again]) => [...once, ...again])
}

function withStatements(family: Family): fc.Arbitrary<readonly Event[]> {
  const statement = fc.constantFrom(...venues).map((venue): Event => ({ what: 'statement', venue }))
  return fc
    .tuple(anyOrder(family), fc.array(fc.tuple(fc.nat(30), statement), { maxLength: 4 }))
    .map(([events, statements]) =>
      statements.reduce<readonly Event[]>((all, [at, made]) => all.toSpliced(at, 0, made), events),
    )
}

/** Records what arrives and decides again after each, from what it decided before: as a server does. */
function live(units: number, events: readonly Event[]): Book {
  const book: Book = { outcomes: new Map(), stated: new Map(), lines: [], statements: [] }
  const seen: Event[] = []
  for (const event of events) {
    if (event.what === 'statement') state(book, event.venue)
    else {
      seen.push(event)
      decideAgain(book, units, seen)
    }
  }
  return book
}

function decideAgain(book: Book, units: number, seen: readonly Event[]): void {
  const blocks = seen.flatMap((event) => (event.what === 'block' ? event.act : []))
  const claims = new Map<string, Claim>()
  for (const event of seen) if (event.what === 'claim') claims.set(event.claim.id, event.claim)
  const recorded = [...claims.values()].map((claim): RecordedClaim => {
    const about = (what: Event['what']) =>
      seen.some((event) => event.what === what && 'claim' in event && event.claim.id === claim.id)
    return aRecordedClaim({
      ...{ id: claim.id, units: claim.units, cheque: claim.cheque },
      voided: about('void'),
      ruling: about('uphold') ? 'upheld' : 'none',
      takesNone: isBlockedAt(blocks, claim.at) ? 'blocked' : 'no',
      former: book.outcomes.get(claim.id),
      stated: book.stated.get(claim.id),
    })
  })
  const handedOver = seen.some(({ what }) => what === 'handover')
  for (const [id, outcome] of decideOutcomes({ units, handedOver }, recorded)) {
    const number = (book.outcomes.get(id)?.number ?? 0) + 1
    book.outcomes.set(id, { ...outcome, number })
  }
}

function state(book: Book, venue: string): void {
  const own = [...book.outcomes].filter(([id]) => venueOf(id) === venue)
  const lines = linesToState(
    own.map(([entry, outcome]) => ({
      ...{ entry, outcome, number: outcome.number },
      statedCents: sumCents(book.lines.filter((line) => line.entry === entry).map(({ cents }) => cents)),
    })),
    unitCents,
  )
  book.lines.push(...lines)
  book.statements.push({ lines, cents: sumCents(lines.map(({ cents }) => cents)) })
  for (const { entry } of lines) {
    const outcome = book.outcomes.get(entry)
    if (outcome && paidUnits(outcome) > 0) book.stated.set(entry, withoutNumber(outcome))
    else book.stated.delete(entry)
  }
}

function withoutNumber({ type, coveredUnits, honouredUnits, heldUnits }: Outcome): Outcome {
  return { type, coveredUnits, honouredUnits, heldUnits }
}

function isDisturbed(outcome: Outcome | undefined, stated: Outcome): boolean {
  return outcome === undefined || outcome.type !== stated.type
}

function summary({ claims, units }: Family, { outcomes }: Book) {
  const paid = venues.map((venue) =>
    claims
      .filter(({ id }) => venueOf(id) === venue)
      .reduce((sum, { id }) => sum + paidUnits(outcomes.get(id) ?? { coveredUnits: 0, honouredUnits: 0 }), 0),
  )
  const held = claims.reduce((sum, { id }) => sum + (outcomes.get(id)?.heldUnits ?? 0), 0)
  return { paid, left: units - held }
}

function venueOf(id: string): string {
  return venues[Number(id.slice(1)) % venues.length] ?? ''
}
