import { expect, test } from 'vitest'
import { tidyFolder } from '../../checks/texts/language-folder.ts'
import { offerOf, statusOf } from '../../checks/texts/text-status.ts'

const french = new Map([
  ['balance', { title: 'Mon carnet', left_one: 'chèque', left_many: 'de chèques', left_other: 'chèques' }],
])

function folder(balance: Record<string, string | null> | undefined, before?: string) {
  const files = new Map(balance ? [['balance', balance]] : [])
  const status =
    before === undefined ? undefined : { offer: 'none' as const, texts: { balance: { title: before } } }
  return tidyFolder({ code: 'tr', files, status }, french)
}

test('[Y7] what is due is added, in the order of French: left to French in a new file, to be written in one begun', () => {
  expect(folder(undefined).files.get('balance')).toEqual({ title: null, left_one: null, left_other: null })
  const begun = folder({ left_other: 'çek', left_one: 'çek' })
  expect(JSON.stringify(begun.files.get('balance'))).toBe('{"title":"","left_one":"çek","left_other":"çek"}')
  expect(begun.status.texts['balance']?.['title']).toBe('missing')
})

test('[Y7] nothing that somebody wrote is taken out, even under a key that French does not have', () => {
  expect(folder({ title: 'Karnem', titel: 'Karnem' }).files.get('balance')).toMatchObject({ titel: 'Karnem' })
})

test('[Y2] a draft stays one, is reviewed by hand, and is stale once the French changes', () => {
  const written = { french: ['Mon carnet'], own: ['Karnem'] }
  const draft = statusOf({ ...written, before: undefined })
  expect(draft).toMatch(/^draft [0-9a-f]{8} [0-9a-f]{8}$/)
  const reviewed = draft.replace('draft', 'reviewed')
  expect(statusOf({ ...written, before: reviewed })).toBe(reviewed)
  const stale = statusOf({ french: ['Votre carnet'], own: ['Karnem'], before: reviewed })
  expect(stale).toBe(reviewed.replace('reviewed', 'stale'))
  expect(statusOf({ french: ['Votre carnet'], own: ['Karnem'], before: stale })).toBe(stale)
})

test('[Y7] a sentence written anew is a draft of the French of that day, reviewed or stale as it was', () => {
  const before = statusOf({ french: ['Mon carnet'], own: ['Karnem'], before: undefined })
  const now = { french: ['Votre carnet'], own: ['Karneniz'] }
  const anew = statusOf({ ...now, before: undefined })
  expect(statusOf({ ...now, before: before.replace('draft', 'reviewed') })).toBe(anew)
  expect(statusOf({ ...now, before: before.replace('draft', 'stale') })).toBe(anew)
})

test('[Y2] null in every form leaves a sentence to French, in some it is missing', () => {
  expect(statusOf({ french: ['a', 'b'], own: [null, null], before: undefined })).toBe('french')
  expect(statusOf({ french: ['a', 'b'], own: ['x', null], before: undefined })).toBe('missing')
  expect(statusOf({ french: ['a', 'b'], own: ['x', ''], before: undefined })).toBe('missing')
})

test('[Y8] a language is offered with half of its sentences, and reviewed when all that it has are', () => {
  expect(offerOf([])).toBe('none')
  expect(offerOf(['draft', 'french', 'french'])).toBe('none')
  expect(offerOf(['draft', 'french'])).toBe('draft')
  expect(offerOf(['reviewed', 'stale'])).toBe('draft')
  expect(offerOf(['reviewed', 'french'])).toBe('reviewed')
})
