import { expect, test } from 'vitest'
import { expectRuns } from './expect-runs.ts'

test('[I20] what was stated stays as it was stated', async () => {
  const runs = await expectRuns('statements', [8002, 8011, 8013, 8016, 8017, 8034])
  for (const { trace } of runs) expect(trace).toContainEqual(expect.stringMatching(/: [1-9]\d* lines/))
})
