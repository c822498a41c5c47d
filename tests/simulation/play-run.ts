import { seededRandom } from '#server/demonstration/seeded-random.ts'
import { calmDown } from './calm.ts'
import { findVanished } from './invariants/acts.ts'
import { findWrongs } from './invariants/all.ts'
import { pickFrom, type Move, type Step } from './move.ts'
import { everyday } from './moves/everyday.ts'
import { realParts, type Parts } from './parts.ts'
import { closeTown, openTown, type Town } from './town.ts'

export type Run = {
  readonly seed: number
  readonly steps: readonly Step[]
  /** What does not hold; each begins with its rule. */
  readonly wrongs: readonly string[]
  readonly trace: readonly string[]
  readonly hash: string
}

export type RunOptions = {
  readonly faults: readonly Move[]
  readonly parts?: Parts
  readonly steps?: number
}

export const stepsOfRun = 26

/** One run: the steps of the seed, then quiet, then everything that must hold. Fewer steps are the first of these. */
export async function playRun(
  seed: number,
  { faults, parts = realParts, steps = stepsOfRun }: RunOptions,
): Promise<Run> {
  const moves = [...everyday, ...faults]
  return playSteps(seed, drawSteps(seed, moves, steps), moves, parts)
}

export async function playSteps(
  seed: number,
  steps: readonly Step[],
  moves: readonly Move[],
  parts: Parts,
): Promise<Run> {
  const town = await openTown(seed, parts)
  try {
    const wrongs = await playedWrongs(town, steps, moves)
    for (const wrong of wrongs) town.trace.note(wrong)
    return { seed, steps, wrongs, trace: town.trace.lines, hash: town.trace.hash() }
  } finally {
    closeTown(town)
  }
}

/** What no part of the product expected ends the run, and is as wrong as a rule that does not hold. */
async function playedWrongs(
  town: Town,
  steps: readonly Step[],
  moves: readonly Move[],
): Promise<readonly string[]> {
  try {
    for (const [index, step] of steps.entries()) await playStep(town, moves, step, index)
    await calmDown(town)
    return await findWrongs(town)
  } catch (error) {
    return [`I14 the run met ${error instanceof Error ? error.stack : String(error)}`]
  }
}

async function playStep(town: Town, moves: readonly Move[], step: Step, index: number): Promise<void> {
  const move = moves.find(({ name }) => name === step.move)
  if (!move) throw new Error(`no move ${step.move}`)
  town.trace.note(`${index} ${step.move}`)
  await move.play(town, pickFrom(step))
  town.wrongs.push(...(await findVanished(town)).map((wrong) => `${wrong}, after step ${index}`))
}

export function drawSteps(seed: number, moves: readonly Move[], steps: number): readonly Step[] {
  const random = seededRandom(seed)
  const weighted = moves.flatMap(({ name, weight }) => Array<string>(weight).fill(name))
  return Array.from({ length: steps }, () => ({
    move: random.pick(weighted),
    picks: Array.from({ length: 7 }, () => random.below(10_000)),
  }))
}
