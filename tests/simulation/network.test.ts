import { test } from 'vitest'
import { expectRuns, seedsFrom } from './expect-runs.ts'

test('[I1] [I2] [I3] [I4] [I5] [I6] [I7] [I8] [I9] [I10] [I11] [I12] [I13] [I14] hold whatever the network does', async () => {
  await expectRuns('network', seedsFrom(1, 60))
})
