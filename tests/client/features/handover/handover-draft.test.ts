import { expect, test } from 'vitest'
import { handoverDraftOf, readHandoverDraft } from '#client/features/handover/handover-draft.ts'
import { nothingSaid, type Asking } from '#client/features/handover/handover-state.ts'

const scanned = { text: '7F3K9QWX2M4T', source: 'typed', at: 3 } as const
const read = {
  programme: 1,
  code: null,
  proof: { typed: scanned.text },
  trust: 'unknown-batch',
  training: false,
} as const

const asking: Asking = {
  type: 'asking',
  passes: [{ scanned, read, batch: undefined, flags: [] }],
  step: 'language',
  said: { ...nothingSaid, age: '26-45', situations: ['isolated'], gender: 'man' },
  notSaved: undefined,
}

test('[K282] a handover half done is what was scanned and said, and is read back as it was', () => {
  const draft = handoverDraftOf(asking)
  expect(draft).toEqual({ scanned: [scanned], step: 'language', said: asking.said })
  expect(readHandoverDraft(structuredClone(draft))).toEqual(draft)
})

test('[K282] what another app kept is taken up only where it is understood', () => {
  const draft = handoverDraftOf(asking)
  for (const kept of [
    undefined,
    [],
    { ...draft, scanned: [] },
    { ...draft, step: 'name' },
    { ...draft, said: { ...draft.said, age: '44' } },
  ]) {
    expect(readHandoverDraft(kept)).toBeUndefined()
  }
})
