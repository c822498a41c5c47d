/** Whole cents of a euro. No amount is ever a fraction: shares are whole cents per unit, so nothing is rounded. */
export type Cents = number

export function isCents(value: unknown): value is Cents {
  return typeof value === 'number' && Number.isSafeInteger(value)
}

export function sumCents(amounts: Iterable<Cents>): Cents {
  let total = 0
  for (const amount of amounts) total += amount
  return total
}
