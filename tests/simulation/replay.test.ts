import { expect, test } from 'vitest'
import { expectRuns, seedsFrom } from './expect-runs.ts'
import { faultsOfToday } from './faults.ts'
import { playRun } from './play-run.ts'

test('[I15] a seed that is played again tells the same story', async () => {
  for (const seed of seedsFrom(1, 5)) {
    const first = await playRun(seed, { faults: faultsOfToday })
    const again = await playRun(seed, { faults: faultsOfToday })
    expect(again.trace).toEqual(first.trace)
    expect(again.hash).toBe(first.hash)
  }
})

test('[I15] two seeds tell two stories', async () => {
  const [one, other] = [
    await playRun(1, { faults: faultsOfToday }),
    await playRun(2, { faults: faultsOfToday }),
  ]
  expect(other.hash).not.toBe(one.hash)
})

/**
 * Seeds that once failed: one head for two copies of a tablet, a yes that waits, a no for an own act that is held, a head
 * that one copy acknowledged for the other.
 */
const regressions: readonly number[] = [32, 36, 1045, 683_207_029]

test('[I1] [I5] [I10] seeds that once failed hold', async () => {
  await expectRuns('all', regressions)
})

test('[I1] [I2] a seed that nobody chose holds', async () => {
  const seed = Math.trunc(Math.random() * 1_000_000_000)
  console.log(`simulation: seed ${seed}`)
  await expectRuns('all', seedsFrom(seed, 10))
})
