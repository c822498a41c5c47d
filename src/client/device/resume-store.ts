import type { ActCount } from '#client/store/act-under-way.ts'

/** What is asked when the page is seen again. */
export type Resumed = {
  /** False when the browser has killed the store behind our back, as iOS does to a page in the background. */
  readonly storeAnswers: () => Promise<boolean>
  /** Takes another handle of the store; false when that does not answer either. */
  readonly reopenStore: () => Promise<boolean>
  readonly savedActs: Pick<ActCount, 'whenNone'>
  readonly shownActs: Pick<ActCount, 'whenNone'>
  /** Opens the whole page anew; false when that was tried already. */
  readonly reload: () => boolean
}

/**
 * The store is met on coming back to the page, since iOS kills it in the background. First another handle, never
 * under an act that is being saved; where that does not answer either, the page anew, once, never over an act on the
 * screen.
 */
export async function resumeStore(page: Resumed): Promise<'answers' | 'reopened' | 'reloading' | 'dead'> {
  if (await page.storeAnswers()) return 'answers'
  await page.savedActs.whenNone()
  if (await page.reopenStore()) return 'reopened'
  await page.shownActs.whenNone()
  await page.savedActs.whenNone()
  // An act that failed meanwhile has taken another handle by itself.
  if (await page.storeAnswers()) return 'reopened'
  return page.reload() ? 'reloading' : 'dead'
}
