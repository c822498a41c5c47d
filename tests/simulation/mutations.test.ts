import { expect, test } from 'vitest'
import { seedsFrom } from './expect-runs.ts'
import { deviceMutations } from './mutations/device-mutations.ts'
import type { Mutation } from './mutations/mutation.ts'
import { serverMutations } from './mutations/server-mutations.ts'
import { realParts } from './parts.ts'
import { playRun } from './play-run.ts'

const runsAtMost = 200
/** Looks for each mutation from the first seed on, instead of playing the seed that is known to show it. */
const isLong = process.env['CARNET_LONG'] === 'yes'
const mutations = [...serverMutations, ...deviceMutations]

test.each(mutations)('[I16] the simulation sees $name', async (mutation) => {
  const { seed, faults } = mutation
  const seeds = isLong ? seedsFrom(1, runsAtMost) : [seed]
  const seen = await firstSeen(mutation, seeds)
  if (seen === undefined) return expect.fail(`not seen in ${seeds.length} runs`)
  if (isLong) console.log(`${mutation.name}: seed ${seen}`)
  expect((await playRun(seen, { faults })).wrongs).toEqual([])
})

test('[I16] a seed that shows a mutation is one of the first two hundred', () => {
  for (const { seed } of mutations) expect(seed).toBeLessThanOrEqual(runsAtMost)
})

async function firstSeen({ parts, seenBy, faults }: Mutation, seeds: readonly number[]) {
  for (const seed of seeds) {
    const { wrongs } = await playRun(seed, { faults, parts: { ...realParts, ...parts } })
    if (wrongs.some((wrong) => seenBy.includes(wrong.slice(0, wrong.indexOf(' '))))) return seed
  }
  return undefined
}
