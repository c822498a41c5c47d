import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Knowledge, OwnUse } from '#domain/knowledge.ts'
import { decideOutcomes, usedBy, type Outcome, type RecordedClaim } from '#domain/outcome.ts'
import type { PassKnowledge } from '#domain/pass.ts'
import { defaultOfflineRules } from '#domain/programme.ts'
import { decideRedemption } from '#domain/redemption.ts'
import { isYes } from '#domain/verdict.ts'
import { lossOnPass } from '#domain/worst-case.ts'
import {
  aBatch,
  aBooklet,
  aClaim,
  aClock,
  aKnowledge,
  anOwnUse,
  aPass,
  aRecordedClaim,
  noon,
  ownActs,
} from '#tests/support/builders.ts'

describe('one pass in front of k devices', () => {
  test('[V19] eight devices that never meet lose seven units of the last one, not seventy', () => {
    const scans = Array.from({ length: 80 }, (_, i) => aStep({ device: i % 8 }))
    expect(play({ format: 'card', units: 1, devices: 8 }, scans).honoured).toBe(7)
    expect(play({ format: 'booklet', units: 10, devices: 8 }, scans).honoured).toBe(7)
    expect(play({ format: 'card', units: 10, devices: 8 }, scans).honoured).toBe(0)
  })

  test.each(['card', 'booklet'] as const)(
    '[V19] k devices lose at most k − 1 acts of a %s, however they meet',
    (format) => {
      holds(format, { acts: ['redeem', 'redeem', 'push', 'pull'], prices: [1] })
    },
  )

  test('[V23] a card loses no more although nobody watches it, as long as nobody undoes an act', () => {
    holds('card', { acts: ['redeem', 'redeem', 'push', 'pull'], prices: [1, 3], watched: false })
  })

  test('[V23] services of several prices: k − 1 times the dearest', () => {
    holds('card', { acts: ['redeem', 'redeem', 'push', 'pull'], prices: [1, 3] })
  })

  test.each(['card', 'booklet'] as const)('[V24] undone acts of a %s cost no unit more', (format) => {
    holds(format, { acts: ['redeem', 'redeem', 'void', 'push', 'pull'], prices: [1] })
  })

  test('[V24] a unit that is undone while the list counts it is not taken twice beyond the list', () => {
    // Found by hand: with the undone unit as a credit, the first device takes two and the second loses two.
    const steps = [
      aStep({ act: 'redeem' }),
      ...meet(0),
      ...meet(1),
      aStep({ act: 'void' }),
      aStep({ device: 1, act: 'redeem' }),
      ...meet(1),
      aStep({ act: 'push' }),
      aStep({ act: 'redeem' }),
      aStep({ act: 'redeem' }),
      ...meet(1),
      aStep({ device: 1, act: 'redeem' }),
    ]
    expect(play({ format: 'card', units: 2, devices: 2 }, steps).honoured).toBeLessThanOrEqual(1)
  })

  test.each(['card', 'booklet'] as const)(
    '[V25] a tablet that is enrolled again counts as one device more for a %s, and as no more than one',
    (format) => {
      holds(format, { acts: ['redeem', 'redeem', 'void', 'push', 'pull', 'enrol'], prices: [1] })
      const scans = [aStep({}), aStep({ act: 'enrol' }), aStep({}), aStep({ act: 'enrol' }), aStep({})]
      expect(play({ format: 'card', units: 1, devices: 1 }, scans)).toEqual({ honoured: 2, devices: 3 })
    },
  )

  test('[V26] a programme that allows more units beyond the list loses k − 1 times as many', () => {
    holds('card', { acts: ['redeem', 'redeem', 'void', 'push', 'pull'], prices: [1, 3], unitsPerPass: 4 })
    holds('booklet', { acts: ['redeem', 'redeem', 'void', 'push', 'pull'], prices: [1], unitsPerPass: 3 })
    const scans = Array.from({ length: 80 }, (_, i) => aStep({ device: i % 8 }))
    expect(play({ format: 'card', units: 4, devices: 8, unitsPerPass: 4 }, scans).honoured).toBe(28)
  })
})

/** Any steps of the given kinds, and never more than the bound that the manager is shown. */
function holds(
  format: Played['format'],
  { acts, prices, unitsPerPass = 1, watched = true }: Allowed & Partial<Played>,
): void {
  const step = fc.record({
    device: fc.nat({ max: 4 }),
    act: fc.constantFrom(...acts),
    cheque: fc.integer({ min: 1, max: 4 }),
    price: fc.constantFrom(...prices),
  })
  const steps = fc.array(step, { minLength: 20, maxLength: 60 })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 6 }),
      steps,
      (devices, units, all) => {
        const played = play({ format, units, devices, unitsPerPass, watched }, all)
        const rules = { ...defaultOfflineRules, unitsPerPass }
        const services = prices.map((cheques) => ({ cheques }))
        const most = lossOnPass({ unitCents: 1000, rules, services }, played.devices)
        expect(played.honoured).toBeLessThanOrEqual(most.units)
      },
    ),
    { numRuns: 300 },
  )
}

const base = aKnowledge()
const batches = { card: aBatch(), booklet: aBooklet() }

type Allowed = { readonly acts: readonly Step['act'][]; readonly prices: readonly (1 | 3)[] }

type Step = {
  readonly device: number
  readonly act: 'redeem' | 'void' | 'push' | 'pull' | 'enrol'
  readonly cheque: number
  readonly price: 1 | 3
}

function aStep(changes: Partial<Step>): Step {
  return { device: 0, act: 'redeem', cheque: 1, price: 1, ...changes }
}

function meet(device: number): readonly Step[] {
  return [aStep({ device, act: 'push' }), aStep({ device, act: 'pull' })]
}

type Played = {
  readonly format: 'card' | 'booklet'
  readonly units: number
  readonly devices: number
  readonly unitsPerPass?: number
  /** A case opens with the first honoured claim, and the lists say so. */
  readonly watched?: boolean
}

/** A redemption, or the void of one. `recordedIn`: the head that first tells of it; `knownIn`: the same, once told. */
type Act = {
  readonly claim: RecordedClaim
  readonly undoes: Act | undefined
  recordedIn: number | undefined
  knownIn: number | undefined
}
type Device = { head: number; readonly acts: Act[] }

/**
 * Devices that redeem, undo, push, pull and are enrolled again in any order; a head is published after each push.
 * Units that the contingency pays in the end, and how many devices there were, each enrolment being one.
 */
function play(
  played: Played,
  steps: readonly Step[],
): { readonly honoured: number; readonly devices: number } {
  const { format, units, unitsPerPass = 1, watched = true } = played
  const batch = { ...batches[format], units }
  const programme = { ...base.programme, rules: { ...defaultOfflineRules, unitsPerPass } }
  const present = Array.from({ length: played.devices }, (): Device => ({ head: 0, acts: [] }))
  const enrolled = [...present]
  const recorded: Act[] = []
  const heads: PassKnowledge[] = [aPass()]
  let made = 0

  function redeem(device: Device, { cheque, price }: Step) {
    const code = { batch: batch.number, pass: 4, cheque: format === 'booklet' ? cheque : 0 }
    if (code.cheque > units) return
    const claim = aClaim({ code, units: price, service: price === 3 ? 'workshop' : 'basics' })
    const knowledge: Knowledge = {
      ...base,
      ...{ batch, programme },
      head: { number: device.head, issuedAt: noon },
      pass: heads[device.head],
    }
    const uses = device.acts.flatMap((act) => (act.undoes ? [] : [useOf(act, device)]))
    if (!isYes(decideRedemption(knowledge, ownActs({ uses }), claim, aClock()).type)) return
    append(device, { units: claim.units, cheque: code.cheque }, undefined)
  }

  function undo(device: Device) {
    const undone = new Set(device.acts.map(({ undoes }) => undoes))
    const last = device.acts.findLast((act) => !act.undoes && !undone.has(act))
    if (last) append(device, {}, last)
  }

  function append(device: Device, changes: Partial<RecordedClaim>, undoes: Act | undefined) {
    const claim = aRecordedClaim({ id: `act-${made++}`, ...changes })
    device.acts.push({ claim, undoes, recordedIn: undefined, knownIn: undefined })
  }

  function push(device: Device) {
    for (const act of device.acts) {
      if (act.recordedIn !== undefined) continue
      recorded.push(act)
      act.recordedIn = heads.length
    }
    const known = listed(claimsOf(recorded), settled())
    heads.push(watched ? known : { ...known, state: 'active' })
  }

  function pull(device: Device) {
    device.head = heads.length - 1
    for (const act of device.acts) act.knownIn = act.recordedIn
  }

  /** The same tablet with an empty journal; what it had not sent comes at the end, from where it was kept. */
  function enrolAgain(index: number) {
    const device: Device = { head: heads.length - 1, acts: [] }
    present[index] = device
    enrolled.push(device)
  }

  function settled() {
    return decideOutcomes({ units, handedOver: true }, claimsOf(recorded))
  }

  for (const step of steps) {
    const index = step.device % present.length
    const device = present[index]
    if (!device) continue
    if (step.act === 'redeem') redeem(device, step)
    if (step.act === 'void') undo(device)
    if (step.act === 'push') push(device)
    if (step.act === 'pull') pull(device)
    if (step.act === 'enrol') enrolAgain(index)
  }
  enrolled.forEach(push)
  const honoured = [...settled().values()].reduce((sum, { honouredUnits }) => sum + honouredUnits, 0)
  return { honoured, devices: enrolled.length }
}

function claimsOf(recorded: readonly Act[]): readonly RecordedClaim[] {
  const undone = new Set(recorded.map(({ undoes }) => undoes))
  return recorded.filter(({ undoes }) => !undoes).map((act) => ({ ...act.claim, voided: undone.has(act) }))
}

function useOf(act: Act, { head, acts }: Device): OwnUse {
  const undoing = acts.find(({ undoes }) => undoes === act)
  return anOwnUse({
    units: act.claim.units,
    cheque: act.claim.cheque,
    inList: isIn(act, head),
    voided: undoing ? (isIn(undoing, head) ? 'in-list' : 'not-in-list') : 'no',
  })
}

function isIn({ knownIn }: Act, head: number): boolean {
  return knownIn !== undefined && knownIn <= head
}

/** What the next head says: a case opens with the first honoured claim. */
function listed(claims: readonly RecordedClaim[], outcomes: ReadonlyMap<string, Outcome>): PassKnowledge {
  const isWatched = [...outcomes.values()].some(({ honouredUnits }) => honouredUnits > 0)
  return { state: isWatched ? 'watch' : 'active', ...usedBy(claims, outcomes) }
}
