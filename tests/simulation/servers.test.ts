import { expect, test } from 'vitest'
import { expectRuns, groupsOf } from './expect-runs.ts'
import { stepOf } from './move.ts'
import { everyday } from './moves/everyday.ts'
import { halfRecorded } from './moves/half-recorded.ts'
import { realParts } from './parts.ts'
import { playSteps } from './play-run.ts'

test.each([
  { questions: 10, recorded: '0 of 3' },
  { questions: 35, recorded: '1 of 3' },
  { questions: 60, recorded: '2 of 3' },
  { questions: 99, recorded: '3 of 3' },
])(
  '[I22] a server that dies as it records one by one has $recorded, and in the end all of them once',
  async ({ questions, recorded }) => {
    const steps = ['give 0 0', `half-recorded 0 0 1 2 1 ${questions}`].map(stepOf)
    const { trace, wrongs } = await playSteps(1, steps, [...everyday, ...halfRecorded], realParts)
    expect(trace).toContainEqual(expect.stringContaining(`${recorded} are on the server`))
    expect(wrongs).toEqual([])
  },
)

test.each(groupsOf(6001))(
  '[I1] [I2] [I3] [I4] [I5] [I6] [I7] [I8] [I9] [I10] [I11] [I12] [I13] [I14] [I21] [K300] [S81] [Q60] hold whatever the servers do, $name',
  ({ seeds }) => expectRuns('servers', seeds),
)
