import { passesIn, type StockPlace } from './stock.ts'

/** What may happen to the passes of a place. Each is a locale key. */
export const stockActs = ['reception', 'transfer', 'return', 'loss', 'damage', 'found'] as const

export type StockActKind = (typeof stockActs)[number]

/** First and last pass of a range, both included. */
export type Ends = readonly [from: number, to: number]

/** What a place says that happened to passes of one batch. It never says whose they are: who acts is who holds them. */
export type StockAct = {
  readonly movement: StockActKind
  readonly batch: number
  readonly from: number
  readonly to: number
  /** The other structure: a reception's sender, a transfer's receiver; null for the programme itself. */
  readonly other: string | null
  /** Of a reception: how many covers were counted; null where nobody counted. */
  readonly counted: number | null
  /** Of a reception: passes in the box that cannot be handed out, and passes that are not in it. */
  readonly damaged: readonly Ends[]
  readonly missing: readonly Ends[]
}

/** One step of an act: passes that go from one place to another. */
export type StockStep = {
  readonly from: number
  readonly to: number
  readonly sender: StockPlace
  readonly receiver: StockPlace
}

/**
 * The steps of an act of this structure, in their order. A reception from the programme moves nothing: only the programme
 * announces its passes, and a box that it did not announce is a discrepancy. Rule Q7. What is missing in the box of another
 * place did not come from there: it is lost only where that place says that it sent it. Rule Q30.
 */
export function stepsOf(act: StockAct, structure: string): readonly StockStep[] {
  const own: StockPlace = `structure:${structure}`
  const other: StockPlace = act.other === null ? 'printer' : `structure:${act.other}`
  const whole = { from: act.from, to: act.to }
  switch (act.movement) {
    case 'reception':
      return [
        ...(act.other === null ? [{ ...whole, sender: own, receiver: own }] : cameFrom(act, other, own)),
        ...act.damaged.map(([from, to]): StockStep => ({ from, to, sender: own, receiver: 'damaged' })),
        ...act.missing.map(([from, to]): StockStep => ({ from, to, sender: own, receiver: 'lost' })),
      ]
    case 'transfer':
      return [{ ...whole, sender: own, receiver: other }]
    case 'return':
      return [{ ...whole, sender: own, receiver: 'printer' }]
    case 'loss':
      return [{ ...whole, sender: own, receiver: 'lost' }]
    case 'damage':
      return [{ ...whole, sender: own, receiver: 'damaged' }]
    case 'found':
      return [{ ...whole, sender: 'lost', receiver: own }]
  }
}

/** The series of a box, less what is missing in it. */
function cameFrom({ from, to, missing }: StockAct, sender: StockPlace, receiver: StockPlace): StockStep[] {
  const steps: StockStep[] = []
  let next = from
  for (const [first, last] of missing) {
    if (next < first) steps.push({ from: next, to: first - 1, sender, receiver })
    next = last + 1
  }
  return next > to ? steps : [...steps, { from: next, to, sender, receiver }]
}

/** The covers that a reception should count: the series of the box, less what it says is missing. */
export function countDue({ from, to, missing }: StockAct): number {
  return to - from + 1 - passesIn(missing.map(([first, last]) => ({ from: first, to: last })))
}

/** The name of a step among the movements: steps of one act stand in their order, whatever else has their time. */
export function stepId(act: string, step: number): string {
  return step === 0 ? act : `${act}/${String(step).padStart(4, '0')}`
}
