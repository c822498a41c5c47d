import { expect, test } from 'vitest'
import { createCell, valueOnce } from '#client/store/observable.ts'

test('[Y61] what is waited for is answered at once, or after the change that brings it, and heard no more', async () => {
  const cell = createCell<number | undefined>(undefined)
  let listeners = 0
  const counted = {
    current: cell.current,
    subscribe: (changed: () => void) => {
      listeners += 1
      const stop = cell.subscribe(changed)
      return () => {
        listeners -= 1
        stop()
      }
    },
  }
  const isThere = (value: number | undefined) => value !== undefined
  const later = valueOnce(counted, isThere)
  cell.set(undefined)
  expect(listeners).toBe(1)
  cell.set(3)
  cell.set(4)
  expect(await later).toBe(3)
  expect(await valueOnce(counted, isThere)).toBe(4)
  expect(listeners).toBe(0)
})
