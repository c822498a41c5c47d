import { expect, test } from 'vitest'
import { judgeConformance, judgeWithoutHead } from '#domain/conformance.ts'
import { isDeferred, isRefused, isYes, verdictTypes, type VerdictType } from '#domain/verdict.ts'

const yes = verdictTypes.filter(isYes)
const cannotSay = verdictTypes.filter(isDeferred)
const no = verdictTypes.filter(isRefused)

test('[C1] a yes shown where the rules say yes is conformant', () => {
  for (const shown of yes) for (const expected of yes) expect(judge(shown, expected)).toBe('conformant')
})

test('[C2] served although the screen said "cannot say", where the rules do not refuse, is at the risk of the venue', () => {
  for (const shown of cannotSay) {
    for (const expected of [...yes, ...cannotSay]) expect(judge(shown, expected)).toBe('at-own-risk')
    for (const expected of no) expect(judge(shown, expected)).toBe('not-conformant')
  }
})

test('[C3] a proof that does not hold, or a head older than one acknowledged, is not conformant whatever was shown', () => {
  for (const shown of verdictTypes) {
    expect(judge(shown, 'accepted', { proofHolds: false })).toBe('not-conformant')
    expect(judge(shown, 'accepted', { citesOlderHead: true })).toBe('not-conformant')
  }
})

test('[C4] a yes shown where the rules refuse or cannot say is not conformant', () => {
  for (const shown of yes) {
    for (const expected of [...cannotSay, ...no]) expect(judge(shown, expected)).toBe('not-conformant')
  }
})

test('[C4] an act under a refusal is never conformant', () => {
  for (const shown of no)
    for (const expected of verdictTypes) expect(judge(shown, expected)).toBe('not-conformant')
})

test('[C5] units that are not the price are not conformant, whatever was shown', () => {
  for (const shown of verdictTypes) {
    expect(judge(shown, 'accepted', { unitsArePrice: false })).toBe('not-conformant')
  }
})

test('[C10] a yes under a head that the server does not have is at the risk of the venue, unless the rules refuse', () => {
  for (const shown of yes) {
    for (const expected of [...yes, ...cannotSay]) {
      expect(judge(shown, expected, { headIsForgotten: true })).toBe('at-own-risk')
    }
    for (const expected of no) {
      expect(judge(shown, expected, { headIsForgotten: true })).toBe('not-conformant')
    }
  }
  for (const shown of no) {
    expect(judge(shown, 'accepted', { headIsForgotten: true })).toBe('not-conformant')
  }
})

function judge(shown: VerdictType, expected: VerdictType, changes = {}) {
  return judgeConformance({
    shown,
    expected: { type: expected, remaining: 3, note: 'none' },
    citesOlderHead: false,
    headIsForgotten: false,
    proofHolds: true,
    unitsArePrice: true,
    ...changes,
  })
}

test('[K100] without its head, a shown yes is worse than at own risk only by its paper, its price or its own chain', () => {
  const byPaper = [
    'refused:other-programme',
    'refused:training-pass',
    'refused:cover-does-not-pay',
    'refused:cheque-used',
    'refused:expired',
    'refused:not-yet-valid',
  ]
  for (const shown of yes) {
    for (const expected of verdictTypes) {
      const best = yes.includes(expected) ? 'conformant' : 'at-own-risk'
      expect(withoutHead(shown, expected)).toBe(byPaper.includes(expected) ? 'not-conformant' : best)
    }
    for (const fault of [{ proofHolds: false }, { unitsArePrice: false }, { citesOlderHead: true }]) {
      expect(withoutHead(shown, 'accepted', fault)).toBe('not-conformant')
    }
  }
  for (const shown of cannotSay) expect(withoutHead(shown, 'accepted')).toBe('at-own-risk')
  for (const shown of no) expect(withoutHead(shown, 'accepted')).toBe('not-conformant')
})

function withoutHead(shown: VerdictType, expected: VerdictType, changes = {}) {
  return judgeWithoutHead({
    shown,
    expected: { type: expected, remaining: 3, note: 'none' },
    citesOlderHead: false,
    proofHolds: true,
    unitsArePrice: true,
    ...changes,
  })
}
