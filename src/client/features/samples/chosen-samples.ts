import type { Sample } from '#protocol/demonstration.ts'

/** What a sample shows, in the order in which somebody tries them. */
export const sampleKinds = [
  'in-stock-card',
  'in-stock-booklet',
  'active-card',
  'whole-cheque',
  'used-cheque',
  'cover',
  'elsewhere',
  'used-up',
  'watched',
  'suspended',
  'closed',
  'not-delivered',
  'not-opened',
] as const

export type SampleKind = (typeof sampleKinds)[number]

export type ChosenSample = { readonly kind: SampleKind; readonly sample: Sample }

/** Two codes of what a trial uses up, one of each other kind; passes already begun first, for they show more. */
export function chooseSamples(samples: readonly Sample[]): readonly ChosenSample[] {
  const begunFirst = samples.toSorted((a, b) => Number(isWhole(a)) - Number(isWhole(b)))
  const kinds = begunFirst.map((sample) => ({ kind: kindOf(sample), sample }))
  return sampleKinds.flatMap((kind) => {
    const ofKind = kinds.flatMap((one) => (one.kind === kind ? [{ kind, sample: one.sample }] : []))
    return differentPasses(ofKind).slice(0, usedUpByTrials.has(kind) ? 2 : 1)
  })
}

const usedUpByTrials: ReadonlySet<SampleKind> = new Set([
  'in-stock-card',
  'active-card',
  'in-stock-booklet',
  'whole-cheque',
])

/** A cheque of a booklet in its box is nobody's yet: only its cover is handed out. */
function kindOf(sample: Sample): SampleKind | undefined {
  const { format, state, cheque, opened, remaining, usedCheques } = sample
  const isCheque = format === 'booklet' && cheque > 0
  switch (state) {
    case 'not-active':
      if (isCheque) return undefined
      return opened ? 'not-delivered' : 'not-opened'
    case 'in-stock':
      if (isCheque) return undefined
      if (!sample.here) return format === 'card' ? 'elsewhere' : undefined
      return format === 'card' ? 'in-stock-card' : 'in-stock-booklet'
    case 'watch':
      return cheque === 0 ? 'watched' : undefined
    case 'suspended':
    case 'closed':
      return cheque === 0 ? state : undefined
    case 'active':
      if (isCheque) return usedCheques.includes(cheque) ? 'used-cheque' : 'whole-cheque'
      if (remaining === 0) return 'used-up'
      return format === 'card' ? 'active-card' : 'cover'
  }
}

function isWhole({ remaining, units }: Sample): boolean {
  return remaining === units
}

function differentPasses(chosen: readonly ChosenSample[]): readonly ChosenSample[] {
  const seen = new Set<string>()
  return chosen.filter(({ sample }) => {
    const pass = `${sample.batch}/${sample.pass}`
    if (seen.has(pass)) return false
    seen.add(pass)
    return true
  })
}
