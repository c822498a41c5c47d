import type { Town } from './town.ts'

/** Something that may happen in a run: an act of a person, an exchange, or a fault. One file holds a family of them. */
export type Move = {
  readonly name: string
  /** How often it is drawn, beside the others. */
  readonly weight: number
  readonly play: (town: Town, pick: Choose) => Promise<void>
}

/** Chooses by the next number of the step, so that a step means something in any town. */
export type Choose = <Item>(items: readonly Item[]) => Item

/** A move and the numbers that decide its details: data, so that steps can be left out and the rest played again. */
export type Step = { readonly move: string; readonly picks: readonly number[] }

/** A step as a line of text: steps that once failed are kept so, whatever moves come after them. */
export function stepOf(line: string): Step {
  const [move = '', ...picks] = line.split(' ')
  return { move, picks: picks.map(Number) }
}

export function pickFrom({ picks }: Step): Choose {
  let next = 0
  return (items) => {
    const item = items[(picks[next++] ?? 0) % items.length]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
}

/** One chance in so many. */
export function oneIn(count: number): readonly boolean[] {
  return Array.from({ length: count }, (_, i) => i === 0)
}
