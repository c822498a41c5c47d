import { allFaults, families, type Family } from './faults.ts'
import { everyday } from './moves/everyday.ts'
import { realParts } from './parts.ts'
import { playRun, playSteps, type Run } from './play-run.ts'
import { shrinkSteps } from './shrink.ts'

/** Plays these seeds; the first run in which something does not hold is an error that tells it. */
export async function expectRuns(family: Family, seeds: readonly number[]): Promise<void> {
  for (const seed of seeds) await expectRun(family, seed)
}

export async function expectRun(family: Family, seed: number): Promise<Run> {
  const run = await playRun(seed, { faults: families[family], steps: stepsOfGate })
  if (run.wrongs.length > 0) throw new Error(await tellRun(run, family))
  return run
}

/** Plays steps that were kept; what does not hold is an error that tells the run. */
export async function expectSteps(seed: number, steps: Run['steps']): Promise<void> {
  const run = await playSteps(seed, steps, [...everyday, ...allFaults], realParts)
  if (run.wrongs.length > 0) throw new Error([...run.wrongs, ...run.trace].join('\n'))
}

/** Seed, what does not hold, and the trace of the fewest steps that were found to show it. */
export async function tellRun(run: Run, family: Family, shrinkFor = 20_000): Promise<string> {
  const moves = [...everyday, ...families[family]]
  const rule = ruleOf(run)
  const play = (steps: Run['steps']) => playSteps(run.seed, steps, moves, realParts)
  const fewest = await shrinkSteps(run.steps, async (steps) => ruleOf(await play(steps)) === rule, shrinkFor)
  const shown = await play(fewest)
  return [
    `seed ${run.seed}: ${run.wrongs.join('; ')}`,
    `npm run simulate -- --runs 1 --seed ${run.seed} --faults ${family} --steps ${run.steps.length}`,
    `with ${fewest.length} of its ${run.steps.length} steps:`,
    ...shown.trace,
  ].join('\n')
}

function ruleOf({ wrongs }: Run): string | undefined {
  return wrongs[0]?.split(' ')[0]
}

/** The runs of one file of the gate, in tests of a length that a slow machine plays too. */
export function groupsOf(first: number) {
  return Array.from({ length: Math.ceil(runsOfFile / runsOfGroup) }, (_, index) => {
    const before = index * runsOfGroup
    const seeds = seedsFrom(first + before, Math.min(runsOfGroup, runsOfFile - before))
    return { name: `seeds ${seeds[0]} to ${seeds.at(-1)}`, seeds }
  })
}

/** In ten files: eight hundred. */
const runsOfFile = 80
const runsOfGroup = 10

/** Half of what a run costs is its beginning and its end; those that are played on demand are longer. */
const stepsOfGate = 18

export function seedsFrom(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => first + index)
}
