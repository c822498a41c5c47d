import { expect, test } from 'vitest'
import { groupDraftOf, keptOf, readGroupDraft } from '#client/features/handover/group/group-draft.ts'
import {
  givenOf,
  isInGroup,
  newGroup,
  questionBeside,
  reviewOf,
  withoutPass,
  withPass,
  type Group,
  type GroupItem,
} from '#client/features/handover/group/group-state.ts'
import { nothingSaid, type ScannedPass } from '#client/features/handover/handover-state.ts'

const ofAll = { ...nothingSaid, age: '46-64', situations: ['seeks-work'], language: 'ar' } as const
const ofOne = { ...nothingSaid, age: '18-25', situations: ['none'], channel: 'agent' } as const

test('[K286] a pass is in a group once, and can be taken out again', () => {
  const [first, again] = [withPass(newGroup('all', undefined), item(4)), item(4, 2)]
  expect(isInGroup(first, again.pass)).toBe(true)
  expect(withPass(first, again)).toBe(first)
  const both = withPass(first, item(5))
  expect(withoutPass(both, again).items.map(passOf)).toEqual([5])
})

test('[K286] each pass goes with what its person said, else with what the whole group said', () => {
  const all: Group = { ...newGroup('all', undefined), said: ofAll, items: [item(4), item(5)] }
  expect(givenOf(all).map(({ said }) => said)).toEqual([
    { age: '46-64', situations: ['seeks-work'], language: 'ar', channel: 'not-said' },
    { age: '46-64', situations: ['seeks-work'], language: 'ar', channel: 'not-said' },
  ])
  const each: Group = { ...newGroup('each', undefined), items: [{ ...item(4), said: ofOne }] }
  expect(givenOf(each)[0]?.said).toMatchObject({ age: '18-25', channel: 'agent', language: 'not-said' })
})

test('a group is asked the same four questions, one after the other', () => {
  expect(questionBeside('age', 'before')).toBeUndefined()
  expect(questionBeside('age', 'after')).toBe('situations')
  expect(questionBeside('channel', 'after')).toBeUndefined()
})

test('[K282] a group half scanned is kept until it is given or left, and read back', () => {
  const group: Group = {
    way: 'each',
    owner: undefined,
    said: nothingSaid,
    items: [{ ...item(4), said: ofOne }, item(5)],
  }
  const draft = groupDraftOf(group)
  expect(readGroupDraft(structuredClone(draft))).toEqual(draft)
  expect(readGroupDraft({ ...draft, way: 'some' })).toBeUndefined()
  expect(keptOf({ type: 'scanning', group, heard: undefined })).toBe(group)
  expect(keptOf(reviewOf(group))).toBe(group)
  expect(keptOf(reviewOf({ ...group, items: [] }))).toBeUndefined()
  expect(keptOf({ type: 'given', group, entries: [] })).toBeUndefined()
  expect(keptOf({ type: 'choosing', leftOut: undefined })).toBeUndefined()
})

function item(pass: number, cheque = 0): GroupItem {
  return { pass: scannedPass(pass, cheque), said: undefined }
}

function scannedPass(pass: number, cheque: number): ScannedPass {
  const code = { batch: 3, pass, cheque }
  return {
    scanned: { text: `code ${pass}`, source: 'camera', at: 1 },
    read: { programme: 1, code, proof: { typed: 'A' }, trust: 'verified', training: false },
    batch: undefined,
    flags: [],
  }
}

function passOf({ pass }: GroupItem) {
  return pass.read.code?.pass
}
