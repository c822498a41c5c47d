import { expect, test } from 'vitest'
import { jitteredPause, retryConflicts } from '#server/database/database.ts'

function conflict(code: string): Error {
  return Object.assign(new Error('a conflict'), { code })
}

async function tried(failure: Error, times: number, random = 0xff) {
  const waits: number[] = []
  const pause = jitteredPause(
    (length) => new Uint8Array(length).fill(random),
    async (milliseconds) => void waits.push(milliseconds),
  )
  let tries = 0
  const work = async () => {
    if (++tries <= times) throw failure
    return 'done'
  }
  const answer = await retryConflicts(work, pause).catch((error: unknown) => error)
  return { answer, tries, waits }
}

test('[K301] a conflict is tried again, after a pause that may be twice as long each time', async () => {
  for (const code of ['40001', '40P01']) {
    const { answer, tries, waits } = await tried(conflict(code), 5)
    expect(answer).toBe('done')
    expect(tries).toBe(6)
    expect(waits.map(Math.round)).toEqual([4, 8, 16, 32, 64])
  }
})

test('[K301] the pause is any part of that time', async () => {
  expect((await tried(conflict('40001'), 5, 0)).waits).toEqual([0, 0, 0, 0, 0])
  const half = (await tried(conflict('40001'), 5, 0x80)).waits
  expect(half.map(Math.round)).toEqual([2, 4, 8, 16, 32])
})

test('[K301] the sixth conflict is told, and any other fault is told at once', async () => {
  const failure = conflict('40P01')
  expect(await tried(failure, 9)).toMatchObject({ answer: failure, tries: 6 })
  const other = conflict('23505')
  expect(await tried(other, 9)).toMatchObject({ answer: other, tries: 1, waits: [] })
})
