import { expect, test } from 'vitest'
import { expectRun } from './expect-runs.ts'

test('[I20] what was stated stays as it was stated', async () => {
  for (const seed of [8003, 8012, 8016, 8038]) {
    const { trace } = await expectRun('statements', seed)
    expect(trace).toContainEqual(expect.stringMatching(/: [1-9]\d* lines/))
  }
})
