import { startTransition, useEffect, useState } from 'react'

/** False in the first drawing: for what would make a person wait for the part that they came for. */
export function useAfterPaint(): boolean {
  const [isPainted, setPainted] = useState(false)
  useEffect(() => startTransition(() => setPainted(true)), [])
  return isPainted
}
