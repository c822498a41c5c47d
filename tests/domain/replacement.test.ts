import { describe, expect, test } from 'vitest'
import { DAY } from '#domain/instant.ts'
import { withOwnWord, type Knowledge, type OwnActs } from '#domain/knowledge.ts'
import { decideHandover } from '#domain/handover.ts'
import { passStates } from '#domain/pass.ts'
import { decideRedemption } from '#domain/redemption.ts'
import { decideReplacement } from '#domain/replacement.ts'
import {
  aBatch,
  aBooklet,
  aBookletPass,
  aClaim,
  aClaimOfCheque,
  aClock,
  aKnowledge,
  aPass,
  aStructure,
  noon,
  ownActs,
} from '#tests/support/builders.ts'

const former = { batch: 3, pass: 4, cheque: 0 }
const newer = { batch: 3, pass: 5, cheque: 0 }

describe('may this pass be given in the place of that one', () => {
  test('[N8] one of the same kind that could be handed out may', () => {
    expect(decide()).toEqual({ type: 'may-replace', flags: [] })
    for (const state of ['suspended', 'watch', 'in-stock', 'not-active'] as const) {
      expect(decide({ former: { pass: aPass({ state }) } })).toEqual({ type: 'may-replace', flags: [] })
    }
  })

  test('[N8] what could not be handed out takes no other’s place', () => {
    for (const [changes, reason] of [
      [{ pass: aPass() }, 'already-handed-over'],
      [{ pass: aPass({ state: 'suspended' }) }, 'suspended'],
      [{ pass: aPass({ state: 'closed' }) }, 'closed'],
      [{ structure: aStructure({ distributor: false }) }, 'not-a-distributor'],
      [{ batch: aBatch({ endDay: '2026-01-31' }) }, 'expired'],
    ] as const) {
      expect(decide({ newer: changes }), reason).toEqual({ type: 'refused', reason })
    }
    const own = ownActs({ handedOver: { at: noon } })
    expect(decide({ newerOwn: own })).toEqual({ type: 'refused', reason: 'already-handed-over-here' })
    expect(decide({ programme: 8 })).toEqual({ type: 'refused', reason: 'other-programme' })
  })

  test('[H10] a spare takes the place of another, and another takes the place of a spare', () => {
    const pass = aPass({ state: 'not-active' })
    const [formerIsSpare, newerIsSpare] = [4, 5].map((passes) => aBatch({ passes, spares: 2 }))
    expect(decide({ newer: { batch: newerIsSpare, pass } })).toEqual({ type: 'may-replace', flags: [] })
    const notOpened = aBatch({ passes: 5, spares: 2, opened: false })
    expect(decide({ newer: { batch: notOpened, pass } })).toMatchObject({ flags: ['not-opened'] })
    expect(decide({ former: { batch: formerIsSpare, pass } })).toEqual({ type: 'may-replace', flags: [] })
  })

  test('[N9] a pass takes neither its own place, nor that of a larger, smaller or other one', () => {
    expect(decide({ code: former })).toEqual({ type: 'refused', reason: 'same-pass' })
    for (const batch of [aBatch({ units: 9 }), aBooklet(), aBatch({ training: true })]) {
      expect(decide({ former: { batch } })).toEqual({ type: 'refused', reason: 'not-alike' })
    }
  })

  test('[N10] in the place of a closed pass none is given, also when it was replaced here a moment ago', () => {
    const closed = { type: 'refused', reason: 'former-closed' }
    expect(decide({ former: { pass: aPass({ state: 'closed' }) } })).toEqual(closed)
    expect(decide({ formerOwn: ownActs({ word: 'replaced' }) })).toEqual(closed)
  })

  test('[N11] what the device does not know of either pass is left to the server', () => {
    const unknown = { batch: undefined, pass: undefined }
    expect(decide({ former: unknown })).toEqual({ type: 'may-replace', flags: [] })
    expect(decide({ newer: unknown })).toEqual({ type: 'may-replace', flags: ['unknown-batch'] })
    const head = { number: 12, issuedAt: noon - 2 * DAY }
    const stale = decide({ newer: { head, pass: aPass({ state: 'not-active' }) } })
    expect(stale).toEqual({ type: 'may-replace', flags: ['stale-knowledge'] })
  })
})

describe('what a device itself said of a pass is so there at once', () => {
  test('[N12] blocked or replaced here, it is neither taken nor handed out, whatever the list says', () => {
    for (const state of passStates) {
      for (const [word, reason] of [
        ['blocked', 'suspended'],
        ['replaced', 'closed'],
      ] as const) {
        const known = aKnowledge({ pass: aPass({ state }) })
        const own = ownActs({ word })
        expect(decideRedemption(known, own, aClaim(), aClock()).type).toBe(`refused:${reason}`)
        const asked = { programme: 7, code: former }
        expect(decideHandover(known, own, asked, aClock())).toMatchObject({ type: 'refused', reason })
      }
    }
  })

  test('[N12] unblocked here, a pass that the list calls suspended is taken again; no other state changes', () => {
    const own = ownActs({ word: 'unblocked' })
    const suspended = aKnowledge({ pass: aPass({ state: 'suspended' }) })
    expect(decideRedemption(suspended, own, aClaim(), aClock()).type).toBe('accepted')
    for (const state of passStates.filter((each) => each !== 'suspended')) {
      expect(withOwnWord(aPass({ state }), own).state).toBe(state)
    }
  })

  test('[N13] the pass that took the place has what was left of the former, until the lists count it', () => {
    const own = ownActs({ handedOver: { at: noon }, carried: { used: 7, cheques: new Set() } })
    const known = aKnowledge({ pass: aPass({ state: 'in-stock' }) })
    expect(decideRedemption(known, own, aClaim(), aClock())).toMatchObject({ type: 'accepted', remaining: 2 })
    const spent = { ...own, carried: { used: 10, cheques: new Set<number>() } }
    expect(decideRedemption(known, spent, aClaim(), aClock()).type).toBe('refused:insufficient-balance')
  })

  test('[N13] a cheque that was used of the former is used of the newer', () => {
    const own = ownActs({ handedOver: { at: noon }, carried: { used: 2, cheques: new Set([1, 2]) } })
    const known = aKnowledge({ batch: aBooklet(), pass: aBookletPass([], { state: 'in-stock' }) })
    expect(decideRedemption(known, own, aClaimOfCheque(2), aClock()).type).toBe('refused:cheque-used')
    expect(decideRedemption(known, own, aClaimOfCheque(3), aClock())).toMatchObject({ type: 'accepted' })
  })
})

function decide(
  said: {
    readonly former?: Partial<Knowledge>
    readonly formerOwn?: OwnActs
    readonly newer?: Partial<Knowledge>
    readonly newerOwn?: OwnActs
    readonly code?: typeof newer
    readonly programme?: number
  } = {},
) {
  const inStock = { pass: aPass({ state: 'in-stock' }) }
  return decideReplacement(
    { code: former, knowledge: aKnowledge(said.former), own: said.formerOwn ?? ownActs() },
    {
      code: said.code ?? newer,
      knowledge: aKnowledge({ ...inStock, ...said.newer }),
      own: said.newerOwn ?? ownActs(),
      programme: said.programme ?? 7,
    },
    aClock(),
  )
}
