type Passes = { readonly batch: number; readonly from: number; readonly to: number }

export type Run<Value> = Passes & { readonly value: Value }

/**
 * Passes of a batch by what is said of each, neighbours of the same value together. A movement may name any number that
 * an entry can hold: beyond the `printed` passes nothing is asked, and the rest is one run of no value.
 */
export function runsOf<Value>(
  { batch, from, to }: Passes,
  printed: number,
  valueOf: (pass: number) => Value,
): readonly Run<Value | undefined>[] {
  const runs: { batch: number; from: number; to: number; value: Value | undefined }[] = []
  for (let pass = from; pass <= Math.min(to, printed - 1); pass++) {
    const value = valueOf(pass)
    const last = runs.at(-1)
    if (last && last.value === value) last.to = pass
    else runs.push({ batch, from: pass, to: pass, value })
  }
  if (to >= printed) runs.push({ batch, from: Math.max(from, printed), to, value: undefined })
  return runs
}
