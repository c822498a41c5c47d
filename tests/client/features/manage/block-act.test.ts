import { expect, test } from 'vitest'
import { blockActOf } from '#client/features/manage/block-act.ts'

const block = { blocks: true, at: 1, deviceName: 'Bureau', why: 'volé' }

test('[G70] the page of a pass offers to block it, to lift the block, and nothing of one that is closed', () => {
  expect(blockActOf({ state: 'active', blocks: [] })).toBe('block')
  expect(blockActOf({ state: 'suspended', blocks: [block] })).toBe('unblock')
  expect(blockActOf({ state: 'active', blocks: [block, { ...block, blocks: false }] })).toBe('block')
  expect(blockActOf({ state: 'closed', blocks: [] })).toBeUndefined()
})
