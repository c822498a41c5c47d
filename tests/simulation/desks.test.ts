import { test } from 'vitest'
import { expectRuns, groupsOf } from './expect-runs.ts'

test.each(groupsOf(12001))(
  '[I1] [I2] [I3] [I4] [I5] [I6] [I7] [I8] [I9] [I10] [I11] [I12] [I13] [I14] [I21] [K300] [S81] [Q60] hold where stock moves and people share a tablet, $name',
  ({ seeds }) => expectRuns('desks', seeds),
)
