import { test } from 'vitest'
import { expectRuns } from './expect-runs.ts'

test('[I20] what was stated stays as it was stated', async () => {
  await expectRuns('statements', [8002, 8005, 8010, 8012, 8015, 8016])
})
