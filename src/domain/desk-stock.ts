import type { Batch } from './batch.ts'
import { DAY, type Instant } from './instant.ts'
import type { PassState } from './pass.ts'
import { stepId, stepsOf, type StockAct } from './stock-act.ts'
import { foldStock, rangesOf, type Stock, type StockMovement, type StockPlace } from './stock.ts'

/** An act of this desk that no list shows yet: of its stock, or a pass given to a person, or taken back. */
export type OwnStockAct =
  | { readonly type: 'stock'; readonly id: string; readonly at: Instant; readonly act: StockAct }
  | {
      readonly type: 'given' | 'taken-back'
      readonly id: string
      readonly at: Instant
      readonly batch: number
      readonly pass: number
    }

/**
 * Where the passes of a batch are, as far as a desk knows without a network: what the record announces, less what the list
 * says is with persons, then its own acts that neither shows yet. Rule Q13.
 */
export function deskStock(
  batch: Batch,
  structure: string,
  stateOf: (pass: number) => PassState | undefined,
  own: readonly OwnStockAct[],
): Stock {
  const known = batch.deliveries.flatMap((delivery, i) => {
    const { from, to } = delivery
    const place: StockPlace = `structure:${delivery.structure}`
    const announced = movement(batch, `announced/${i}`, 0, { from, to, sender: 'printer', receiver: place })
    const gone: number[] = []
    for (let pass = from; pass <= to; pass++) if (isGone(stateOf(pass))) gone.push(pass)
    const given = rangesOf(batch.number, gone).map((range) =>
      movement(batch, `given/${range.from}`, 1, { ...range, sender: place, receiver: 'person' }),
    )
    return [announced, ...given]
  })
  const place: StockPlace = `structure:${structure}`
  const since = own.flatMap((act) => {
    if (act.type === 'stock') {
      if (act.act.batch !== batch.number) return []
      return stepsOf(act.act, structure).map((step, i) => movement(batch, stepId(act.id, i), act.at, step))
    }
    if (act.batch !== batch.number) return []
    const [sender, receiver]: [StockPlace, StockPlace] =
      act.type === 'given' ? [place, 'person'] : ['person', place]
    const step = { from: act.pass, to: act.pass, sender, receiver }
    return [{ ...movement(batch, act.id, act.at, step), certain: true }]
  })
  return foldStock(batch, [...known, ...since])
}

/** What would not last two weeks at the pace of the last two, or is less than ten passes. Rule Q14. */
export function isStockLow(left: number, givenLately: number): boolean {
  return left < Math.max(givenLately, fewPasses)
}

export const lately = 14 * DAY
const fewPasses = 10

function isGone(state: PassState | undefined): boolean {
  return state === 'active' || state === 'watch' || state === 'suspended' || state === 'closed'
}

function movement(
  { number: batch }: Batch,
  id: string,
  at: Instant,
  { from, to, sender, receiver }: Pick<StockMovement, 'from' | 'to' | 'sender' | 'receiver'>,
): StockMovement {
  return { id, at, batch, from, to, sender, receiver, certain: false }
}
