import { expect, test } from 'vitest'
import { expectRuns, groupsOf } from './expect-runs.ts'
import { lateAndForgotten } from './moves/late-and-forgotten.ts'
import { trustingTheEnd } from './mutations/device-mutations.ts'
import { lettingForgetWhatCameBehind } from './mutations/server-mutations.ts'
import { realParts, type Parts } from './parts.ts'
import { playSteps } from './play-run.ts'

/** What comes late, is forgotten on the strength of a backup, and is asked of the newest one. */
async function wrongsOf(parts: Partial<Parts>): Promise<readonly string[]> {
  const steps = [{ move: lateAndForgotten.name, picks: [] }]
  const { wrongs } = await playSteps(1, steps, [lateAndForgotten], { ...realParts, ...parts })
  return wrongs.map((wrong) => wrong.slice(0, wrong.indexOf(' ')))
}

test('[Q60] what came late is there after the newest backup came back, although its tablet had time to forget it', async () => {
  expect(await wrongsOf({})).toEqual([])
})

test('[Q60] the simulation sees a server that lets a tablet forget what came behind the end of its chain', async () => {
  expect(await wrongsOf({ database: lettingForgetWhatCameBehind })).toContain('Q60')
})

test('[Q60] the simulation sees a tablet that takes the end of its chain for a proof of all that came before it', async () => {
  expect(await wrongsOf({ pullKnowledge: trustingTheEnd })).toContain('I1')
})

test.each(groupsOf(12001))(
  '[I1] [I2] [I3] [I4] [I5] [I6] [I7] [I8] [I9] [I10] [I11] [I12] [I13] [I14] [I21] [K300] [S81] [Q60] hold whatever comes late, $name',
  ({ seeds }) => expectRuns('late', seeds),
)
