import { expect, test } from 'vitest'
import { seedsFrom } from './expect-runs.ts'
import { deviceMutations } from './mutations/device-mutations.ts'
import { serverMutations } from './mutations/server-mutations.ts'
import { realParts } from './parts.ts'
import { playRun } from './play-run.ts'

const runsAtMost = 200

test.each([...serverMutations, ...deviceMutations])(
  '[I16] the simulation sees $name',
  async ({ parts, seenBy, faults }) => {
    for (const seed of seedsFrom(1, runsAtMost)) {
      const mutated = await playRun(seed, { faults, parts: { ...realParts, ...parts } })
      const seen = rulesOf(mutated.wrongs).filter((rule) => seenBy.includes(rule))
      if (seen.length === 0) continue
      const real = await playRun(seed, { faults })
      expect(rulesOf(real.wrongs).filter((rule) => seen.includes(rule))).toEqual([])
      return
    }
    expect.fail(`not seen in ${runsAtMost} runs`)
  },
)

function rulesOf(wrongs: readonly string[]): readonly string[] {
  return wrongs.map((wrong) => wrong.slice(0, wrong.indexOf(' ')))
}
