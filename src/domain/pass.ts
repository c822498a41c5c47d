import { isDelivered, type Batch } from './batch.ts'

/** The order is the value written in a list's `state` column: append, never reorder. */
export const passStates = ['not-active', 'in-stock', 'active', 'watch', 'suspended', 'closed'] as const

export type PassState = (typeof passStates)[number]

/** What a list says of one pass. `cheques` holds the numbers of a booklet's used cheques, and is empty for a card. */
export type PassKnowledge = {
  readonly state: PassState
  readonly used: number
  readonly cheques: ReadonlySet<number>
}

/** What a list says of a pass that nobody has touched: stock, once its batch is opened and delivered. */
export function untouchedPass(batch: Batch, pass: number): PassKnowledge {
  return { state: isDelivered(batch, pass) ? 'in-stock' : 'not-active', used: 0, cheques: noCheques }
}

/** Until it is handed out a pass is what its batch and its deliveries say now, whatever an act that touched it left written. */
export function stateOfPass(batch: Batch, pass: number, written: PassState | null | undefined): PassState {
  return !written || written === 'in-stock' || written === 'not-active'
    ? untouchedPass(batch, pass).state
    : written
}

const noCheques: ReadonlySet<number> = new Set()
