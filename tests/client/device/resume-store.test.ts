import { expect, test, vi } from 'vitest'
import { resumeStore, type Resumed } from '#client/device/resume-store.ts'
import { savedActs, shownActs } from '#client/store/act-under-way.ts'

test('[S55] a store that answers is left alone', async () => {
  const page = aPage({ answers: [true] })
  expect(await resumeStore(page)).toBe('answers')
  expect(page.reopenStore).not.toHaveBeenCalled()
})

test('[S55] a dead one gets another handle first, and the page stays', async () => {
  const page = aPage({ answers: [false], reopens: true })
  expect(await resumeStore(page)).toBe('reopened')
  expect(page.reload).not.toHaveBeenCalled()
})

test('[S55] where that does not answer either, the page is opened anew, once', async () => {
  expect(await resumeStore(aPage({ answers: [false, false] }))).toBe('reloading')
  expect(await resumeStore(aPage({ answers: [false, false], reload: false }))).toBe('dead')
})

test('[S55] never under an act that is being saved, nor over one on the screen', async () => {
  const saved = savedActs.begin()
  const shown = shownActs.begin()
  const page = aPage({ answers: [false, false] })
  const resuming = resumeStore(page)
  await vi.waitFor(() => expect(page.storeAnswers).toHaveBeenCalledOnce())
  expect(page.reopenStore).not.toHaveBeenCalled()
  saved()
  saved()
  await vi.waitFor(() => expect(page.reopenStore).toHaveBeenCalledOnce())
  expect(page.reload).not.toHaveBeenCalled()
  shown()
  expect(await resuming).toBe('reloading')
  expect([savedActs.current(), shownActs.current()]).toEqual([0, 0])
})

test('[S55] an act that took another handle meanwhile spares the page', async () => {
  const page = aPage({ answers: [false, true] })
  expect(await resumeStore(page)).toBe('reopened')
  expect(page.reload).not.toHaveBeenCalled()
})

function aPage(about: { answers: readonly boolean[]; reopens?: boolean; reload?: boolean }) {
  const answers = [...about.answers]
  return {
    storeAnswers: vi.fn(async () => answers.shift() ?? false),
    reopenStore: vi.fn(async () => about.reopens ?? false),
    savedActs,
    shownActs,
    reload: vi.fn(() => about.reload ?? true),
  } satisfies Resumed
}
