import type { Step } from './move.ts'

/** Leaves out what a failure does not need, half by half, as long as the time lasts. */
export async function shrinkSteps(
  steps: readonly Step[],
  fails: (fewer: readonly Step[]) => Promise<boolean>,
  milliseconds: number,
): Promise<readonly Step[]> {
  const until = performance.now() + milliseconds
  let shortest = steps
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < shortest.length && performance.now() < until;) {
      const fewer = [...shortest.slice(0, from), ...shortest.slice(from + size)]
      if (fewer.length < shortest.length && (await fails(fewer))) shortest = fewer
      else from += size
    }
  }
  return shortest
}
