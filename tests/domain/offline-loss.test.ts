import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Knowledge, OwnUse } from '#domain/knowledge.ts'
import { decideOutcomes, usedBy, type Outcome, type RecordedClaim } from '#domain/outcome.ts'
import type { PassKnowledge } from '#domain/pass.ts'
import { decideRedemption } from '#domain/redemption.ts'
import { isYes } from '#domain/verdict.ts'
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
    const scans = Array.from({ length: 80 }, (_, i): Step => ({ device: i % 8, act: 'redeem', cheque: 1 }))
    expect(play({ format: 'card', units: 1, price: 1, devices: 8 }, scans).honoured).toBe(7)
    expect(play({ format: 'booklet', units: 10, price: 1, devices: 8 }, scans).honoured).toBe(7)
    expect(play({ format: 'card', units: 10, price: 1, devices: 8 }, scans).honoured).toBe(0)
  })

  test.each([
    ['card', 1],
    ['card', 3],
    ['booklet', 1],
  ] as const)(
    '[V19] k devices lose at most k − 1 acts of a %s at the price of %i, however they meet',
    (format, price) => {
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 5 }),
          fc.integer({ min: 1, max: 6 }),
          fc.array(step, { minLength: 20, maxLength: 60 }),
          (devices, units, steps) => {
            const { honoured } = play({ format, units, price, devices }, steps)
            expect(honoured).toBeLessThanOrEqual((devices - 1) * price)
          },
        ),
        { numRuns: 800 },
      )
    },
  )
})

type Step = { readonly device: number; readonly act: 'redeem' | 'push' | 'pull'; readonly cheque: number }

const step = fc.record({
  device: fc.nat({ max: 4 }),
  act: fc.constantFrom('redeem', 'redeem', 'push', 'pull'),
  cheque: fc.integer({ min: 1, max: 4 }),
})

type Played = {
  readonly format: 'card' | 'booklet'
  readonly units: number
  readonly price: 1 | 3
  readonly devices: number
}

type Act = { readonly claim: RecordedClaim; recordedIn: number | undefined; knownIn: number | undefined }
type Device = { head: number; readonly acts: Act[] }

/**
 * Devices that redeem, push and pull in any order; a head is published after each push. Units paid by the contingency.
 * A card holds the bound even without `watch`; a booklet, whose cheques are free one by one, needs it.
 */
function play(played: Played, steps: readonly Step[]): { readonly honoured: number } {
  const batch = { card: aBatch, booklet: aBooklet }[played.format]({ units: played.units })
  const devices = Array.from({ length: played.devices }, (): Device => ({ head: 0, acts: [] }))
  const recorded: RecordedClaim[] = []
  const heads: PassKnowledge[] = [aPass()]
  const base = aKnowledge({ batch })

  function redeem(device: Device, cheque: number) {
    const code = { batch: batch.number, pass: 4, cheque: played.format === 'booklet' ? cheque : 0 }
    if (code.cheque > played.units) return
    const claim = aClaim({ code, units: played.price, service: played.price === 3 ? 'workshop' : 'basics' })
    const knowledge: Knowledge = {
      ...base,
      head: { number: device.head, issuedAt: noon },
      pass: heads[device.head],
    }
    const uses = device.acts.map((act) => useOf(act, device.head))
    if (!isYes(decideRedemption(knowledge, ownActs({ uses }), claim, aClock()).type)) return
    const id = `d${devices.indexOf(device)}-${device.acts.length}`
    const redeemed = aRecordedClaim({ id, units: claim.units, cheque: code.cheque })
    device.acts.push({ claim: redeemed, recordedIn: undefined, knownIn: undefined })
  }

  function push(device: Device) {
    for (const act of device.acts) {
      if (act.recordedIn !== undefined) continue
      recorded.push(act.claim)
      act.recordedIn = heads.length
    }
    const known = listed(recorded, settled())
    heads.push(played.format === 'card' ? { ...known, state: 'active' } : known)
  }

  function pull(device: Device) {
    device.head = heads.length - 1
    for (const act of device.acts) act.knownIn = act.recordedIn
  }

  function settled() {
    return decideOutcomes({ units: played.units, handedOver: true }, recorded)
  }

  for (const { device: index, act, cheque } of steps) {
    const device = devices[index % devices.length]
    if (!device) continue
    if (act === 'redeem') redeem(device, cheque)
    if (act === 'push') push(device)
    if (act === 'pull') pull(device)
  }
  devices.forEach(push)
  return { honoured: [...settled().values()].reduce((sum, { honouredUnits }) => sum + honouredUnits, 0) }
}

function useOf({ claim, knownIn }: Act, head: number): OwnUse {
  return anOwnUse({
    units: claim.units,
    cheque: claim.cheque,
    inList: knownIn !== undefined && knownIn <= head,
  })
}

/** What the next head says: a case opens with the first honoured claim. */
function listed(claims: readonly RecordedClaim[], outcomes: ReadonlyMap<string, Outcome>): PassKnowledge {
  const isWatched = [...outcomes.values()].some(({ honouredUnits }) => honouredUnits > 0)
  return { state: isWatched ? 'watch' : 'active', ...usedBy(claims, outcomes) }
}
