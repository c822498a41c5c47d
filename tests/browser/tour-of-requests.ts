import type { Page } from 'playwright-core'
import { press, typeNumber, type Place, type Visit } from './tour.ts'

/** What people ask a desk for besides a pass: one that is lost, a use that was not theirs, a word on paper. */
export async function tourRequests(page: Page, place: Place, visit: Visit): Promise<void> {
  const { address, say } = place
  await tourLostPass(page, place, visit)

  await page.goto(`${address}/lost/uses`)
  await typeNumber(page, place, place.other)
  await page.locator('.step-working').waitFor({ state: 'detached' })
  await page.locator('h1').filter({ visible: true }).waitFor()
  await visit('uses')
  await page.goto(`${address}/lost/reminders`)
  await page.getByRole('heading', { name: say('lost.reminders.ending.title') }).waitFor()
  await visit('reminders')

  await page.goto(`${address}/papers`)
  await page.locator('.papers').waitFor()
  await visit('papers')
  await tourPapers(page, place, visit)
}

async function tourPapers(page: Page, place: Place, visit: Visit): Promise<void> {
  const { address, say } = place
  await page.goto(`${address}/papers/letter`)
  await typeNumber(page, place, place.other)
  const arabic = page.locator('.language-tile', { has: page.locator('.autonym[lang="ar"]') })
  await arabic.waitFor()
  await visit('letter-language')
  await arabic.click()
  await page.locator('.paper').waitFor()
  await visit('letter')
  await page.goto(`${address}/papers/slip`)
  await page.getByLabel(say('letter.slip.day')).waitFor()
  await visit('slip')
  await page.goto(`${address}/papers/poster`)
  await page.getByRole('heading', { name: say('letter.poster.languages') }).waitFor()
  await visit('poster-languages')
  await press(page, say('letter.poster.show'))
  await page.locator('.paper').waitFor()
  await visit('poster')
}

async function tourLostPass(page: Page, place: Place, visit: Visit): Promise<void> {
  const { address, say } = place
  await page.goto(`${address}/lost`)
  await page.locator('.scan-pane').first().waitFor()
  await visit('lost')
  await typeNumber(page, place, place.active)
  await page.getByText(say('lost.why.stolen'), { exact: true }).waitFor()
  await visit('lost-found')
  await page.getByText(say('lost.why.stolen'), { exact: true }).click()
  await press(page, say('lost.block.do'))
  await page.getByRole('heading', { name: say('lost.blocked.title') }).waitFor()
  await visit('lost-blocked')
  await press(page, say('lost.replace.do'))
  await typeNumber(page, place, place.active)
  await page.getByText(say('lost.refused.same-pass')).waitFor()
  await visit('lost-same-pass')
  await press(page, say('lost.replace.no'))
  await typeNumber(page, place, place.inStock)
  await page.getByRole('heading', { name: say('lost.replace.confirm') }).waitFor()
  await visit('lost-replace')
  await press(page, say('lost.replace.yes'))
  await page.getByRole('heading', { name: say('lost.replace.done') }).waitFor()
  await visit('lost-replaced')
}
