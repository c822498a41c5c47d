import type { Page } from 'playwright-core'
import { press, type Place, type Visit } from './tour.ts'

/** Two people share the tablet; then the exercise, to the answers that it shows. The tablet stays shared and open. */
export async function tourSharing(page: Page, { address, say }: Place, visit: Visit): Promise<void> {
  await page.goto(`${address}/operators`)
  await press(page, say('operators.add.open'))
  await press(page, say('operators.add.do'))
  await page.locator('.field-error').first().waitFor()
  await visit('operators-add')
  for (const [name, pin] of [
    ['Samira', '2468'],
    ['Paul', '1357'],
  ] as const) {
    if (name !== 'Samira') await press(page, say('operators.add.open'))
    await page.getByLabel(say('operators.add.name.label')).fill(name)
    await page.getByLabel(say('operators.add.pin.label')).fill(pin)
    await page.getByLabel(say('operators.add.again.label')).fill(pin)
    await press(page, say('operators.add.do'))
    await page.locator('.operator').filter({ hasText: name }).waitFor()
  }
  await visit('operators')
  await page.locator('.operator-badge').first().click()
  await page.locator('.operator-choice').waitFor()
  await visit('lock')
  await page.getByRole('button', { name: 'Paul', exact: true }).click()
  for (const pin of ['0000', '1111', '2222']) {
    await page.getByLabel(say('operators.pin.label')).fill(pin)
    await press(page, say('operators.pin.open'))
    const wrong = page.locator('.field-error')
    await wrong.or(page.locator('.notice')).first().waitFor()
    if (pin === '0000') await visit('lock-wrong-pin')
  }
  await page.getByText(say('operators.pin.wait.title')).waitFor()
  await visit('lock-wait')
  await press(page, say('operators.pin.other'))
  await page.getByRole('button', { name: 'Samira', exact: true }).click()
  await page.getByLabel(say('operators.pin.label')).fill('2468')
  await press(page, say('operators.pin.open'))
  await page.locator('.operator').first().waitFor()
  await page.locator('.screen-back').filter({ visible: true }).click()
  await page.getByRole('link', { name: say('home.role.practice') }).click()
  await page.locator('.tour').waitFor()
  await visit('practice')
  await page.getByRole('link', { name: say('practice.free.stock') }).click()
  await page.locator('.stock-batch').waitFor()
  await visit('practice-stock')
  await page.getByRole('link', { name: say('stock.count.do', { batch: 0 }) }).click()
  await page.locator('.practice-table').waitFor()
  await visit('practice-count')
  await page
    .getByRole('link', { name: say('practice.banner.tour') })
    .filter({ visible: true })
    .click()
  await page.getByRole('link', { name: say('practice.free.redeem') }).click()
  await page.locator('.practice-table').waitFor()
  await visit('practice-redeem')
  const mock = page.locator('.practice-table button').filter({ visible: true })
  const take = page.locator('.redeem-actions button').first()
  const service = page.locator('.choice-tile').first()
  // The fresh pass, by what pays: a booklet also has its cover on the table.
  await mock.nth((await mock.count()) - 3).click()
  await page.locator('.redeem-about').waitFor()
  if (await service.isVisible()) await service.click()
  await take.waitFor()
  await visit('practice-confirm')
  await take.click()
  await page.locator('main.verdict').waitFor()
  await visit('practice-verdict')
}
