import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Tablet } from '#tests/support/tablet.ts'
import { networkReturns, press, typeNumber, verdictOn } from './desk.ts'
import type { Printed } from './enrol-manager.ts'
import { drafts, storeHolds, untilNoDraft } from './stored.ts'
import { french } from './words.ts'

/** After its next pulls, the venue's own screen answers so; nothing is taken. The tablet is on a page of its server. */
export async function knows(
  tablet: Tablet,
  card: Pick<Printed, 'number'>,
  answer: 'no' | 'asks',
): Promise<void> {
  await expect.poll(() => lookAt(tablet, card), { timeout: 90_000 }).toBe(answer)
}

async function lookAt(tablet: Tablet, { number }: Pick<Printed, 'number'>): Promise<string> {
  const page = tablet.page()
  await page.goto(new URL('/redeem', page.url()).href)
  await networkReturns(tablet)
  await typeNumber(page, number)
  const asks = page.getByRole('button', { name: french('redeem.confirm.take', { count: 1 }) })
  await page.locator('main.verdict').or(asks).first().waitFor()
  const isAnswered = await page.locator('main.verdict').isVisible()
  const answer = isAnswered ? (await verdictOn(page)).look : 'asks'
  if (!isAnswered) await leaveConfirm(page)
  return answer
}

/** Back from the question how many cheques to take. A page that ends before its draft is dropped has it again. */
export async function leaveConfirm(page: Page): Promise<void> {
  // Not kept before the question is drawn, and none too is what a draft looks like that is on its way.
  await storeHolds(page, drafts, 1)
  await press(page, 'redeem.confirm.leave')
  await untilNoDraft(page)
}
