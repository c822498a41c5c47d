import type { Page } from 'playwright-core'
import { press, typeNumber, type Place, type Visit } from './tour.ts'

/** A group that is scanned and left, then a box that comes, is signed for and counted. */
export async function tourStock(page: Page, place: Place, visit: Visit): Promise<void> {
  await tourGroup(page, place, visit)
  const { address, say, inStock } = place
  await page.goto(`${address}/stock/reception`)
  await page.getByLabel(say('stock.field.first')).fill(`${inStock.batch}-1`)
  await page.getByLabel(say('stock.field.last')).fill('20')
  await page.getByLabel(say('stock.field.counted')).fill('19')
  await press(page, say('stock.sign.go'))
  await page.locator('.stock-hand').first().waitFor()
  await page.getByRole('button', { name: say('stock.sign.tap-of', { who: say('stock.sign.giver') }) }).click()
  await visit('stock-sign')
  await press(page, say('stock.save.reception'))
  await page.getByRole('heading', { name: say('stock.saved.title') }).waitFor()
  await visit('stock-saved')
  await page.getByRole('link', { name: say('stock.note.open'), exact: true }).click()
  await page.locator('.stock-note').waitFor()
  await visit('stock-note')
  await page.goto(`${address}/stock/count/${inStock.batch}`)
  await typeNumber(page, place, inStock)
  await page.locator('.stock-counted').getByText('1').first().waitFor()
  await visit('stock-count')
  await press(page, say('stock.count.compare'))
  await page.locator('.stock-compared').waitFor()
  await visit('stock-compared')
}

async function tourGroup(page: Page, place: Place, visit: Visit): Promise<void> {
  const { address, say } = place
  await page.goto(`${address}/handover`)
  await press(page, say('handover.group.open'))
  await page.getByText(say('handover.group.intro')).waitFor()
  await visit('group')
  await press(page, say('handover.group.way.each'))
  await typeNumber(page, place, place.inStock)
  await page.locator('.choice-tile').nth(2).click()
  await page.getByRole('heading', { name: say('handover.situations.title') }).waitFor()
  await page.locator('.choice-tile').first().click()
  await press(page, say('handover.continue'))
  await page.getByRole('heading', { name: say('handover.language.title') }).waitFor()
  await page.locator('.choice-tile').first().click()
  await page.getByRole('heading', { name: say('handover.channel.title') }).waitFor()
  await page.locator('.choice-tile').first().click()
  await page.locator('.series-cheque').first().waitFor()
  await visit('group-scan')
  await press(page, say('handover.group.review', { count: 1 }))
  await page.getByRole('button', { name: say('handover.group.drop') }).waitFor()
  await visit('group-review')
  await press(page, say('handover.group.drop'))
}
