import type { Batch } from '#domain/batch.ts'

type Left = { readonly remaining: number; readonly usedCheques: ReadonlySet<number> }

export type DrawnUsed = {
  readonly used: number | readonly boolean[]
  readonly tearing: number | readonly number[]
}

/** Which cheques are torn off: the numbered ones of a booklet, the first ones of a card. */
export function drawnUsed(
  batch: Pick<Batch, 'format' | 'units'>,
  { remaining, usedCheques }: Left,
  act: { readonly taken: number; readonly cheque: number } | undefined,
): DrawnUsed {
  if (batch.format === 'card') {
    const taken = act?.taken ?? 0
    return { used: Math.min(batch.units, batch.units - remaining + taken), tearing: taken }
  }
  const used = Array.from(
    { length: batch.units },
    (_, index) => usedCheques.has(index + 1) || act?.cheque === index + 1,
  )
  return { used, tearing: act ? [act.cheque] : [] }
}
