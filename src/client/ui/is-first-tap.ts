import type { MouseEvent } from 'react'

/** Not the second press of a double tap, which was meant for the screen before. A key counts as the first. */
export function isFirstTap({ detail }: MouseEvent): boolean {
  return detail < 2
}
