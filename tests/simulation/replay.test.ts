import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { expectRuns, expectSteps, seedsFrom } from './expect-runs.ts'
import { allFaults } from './faults.ts'
import { stepOf } from './move.ts'
import { playRun } from './play-run.ts'
import regressions from './regressions.json' with { type: 'json' }

test('[I15] a seed that is played again tells the same story', async () => {
  for (const seed of seedsFrom(1, 5)) {
    const first = await playRun(seed, { faults: allFaults })
    const again = await playRun(seed, { faults: allFaults })
    expect(again.trace).toEqual(first.trace)
    expect(again.hash).toBe(first.hash)
  }
})

test('[I15] another process, which has other keys, tells the same story of a seed', async () => {
  const asked = ['tests/simulation/simulate.ts', '--runs', '3', '--seed', '1', '--tell']
  const { stdout } = await promisify(execFile)(process.execPath, asked)
  for (const seed of seedsFrom(1, 3)) {
    const { hash } = await playRun(seed, { faults: allFaults })
    expect(stdout).toContain(`${seed} ${hash}\n`)
  }
})

test('[I15] two seeds tell two stories', async () => {
  const [one, other] = [await playRun(1, { faults: allFaults }), await playRun(2, { faults: allFaults })]
  expect(other.hash).not.toBe(one.hash)
})

test.each(regressions)('[I1] [I5] [I10] what once failed holds: $seen', async ({ seed, steps }) => {
  await expectSteps(seed, steps.map(stepOf))
})

test('[I1] [I2] a seed that nobody chose holds', async () => {
  const seed = Math.trunc(Math.random() * 1_000_000_000)
  console.log(`simulation: seed ${seed}`)
  await expectRuns('all', [seed])
})
