import type { Move } from '../move.ts'
import type { Parts } from '../parts.ts'

/** A product with one fault, as parts: the simulation must see it, by one of these rules. */
export type Mutation = {
  readonly name: string
  readonly parts: Partial<Parts>
  readonly seenBy: readonly string[]
  /** One that shows it, which the gate plays. */
  readonly seed: number
  /** Drawn beside the everyday moves. */
  readonly faults: readonly Move[]
}
