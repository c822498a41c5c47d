import type { Page } from 'playwright-core'
import { press, typeNumber, type Place, type Visit } from './tour.ts'

/**
 * A series, then what becomes of acts when no network comes: a file, a tablet that leaves service, one that is revoked,
 * one whose memory is emptied. `revoke` ends the rights of the device whose page this is, which is lost afterwards.
 */
export async function tourLosses(
  page: Page,
  place: Place,
  visit: Visit,
  revoke: () => Promise<void>,
): Promise<void> {
  const { address, say } = place
  await tourSeries(page, place, visit)

  await page.goto(`${address}/journal`)
  await page.locator('.sync-badge[data-acts="up-to-date"]').first().waitFor({ timeout: 60_000 })
  await page.context().setOffline(true)
  await page.goto(`${address}/redeem`)
  await typeNumber(page, place, place.other)
  await page.locator('.redeem-actions button').first().click()
  await page.locator('main.verdict').waitFor()
  await page.goto(`${address}/journal`)
  await press(page, say('device.retire.do'))
  await page.getByText(say('device.retire.first')).waitFor()
  await visit('journal-retire-refused')
  await press(page, say('frame.action.close'))
  await press(page, say('journal.export.do'))
  await page.getByRole('button', { name: say('journal.export.yes') }).waitFor()
  await visit('journal-is-the-file-there')
  await press(page, say('journal.export.yes'))
  await page.getByText(say('journal.export.then')).waitFor()
  await press(page, say('device.retire.do'))
  await page.getByRole('button', { name: say('device.retire.yes') }).waitFor()
  await visit('journal-exported')

  await revoke()
  await page.context().setOffline(false)
  await page.reload()
  await page.getByRole('heading', { name: say('journal.export.aside', { count: 1 }) }).waitFor()
  await visit('journal-revoked')

  await emptyStore(page, address)
  await page.goto(`${address}/journal`)
  await page.getByRole('heading', { name: say('incident.lost.title') }).waitFor()
  await visit('incident')
}

async function tourSeries(page: Page, place: Place, visit: Visit): Promise<void> {
  const { address, say } = place
  await page.goto(`${address}/redeem`)
  await press(page, say('redeem.series.open'))
  const service = page.locator('.choice-tile').first()
  await service.or(page.locator('.scan-pane')).first().waitFor()
  if (await service.isVisible()) await service.click()
  const read = page.locator('.series-cheque')
  for (const [at, card] of [place.active, place.other, place.notActive].entries()) {
    await typeNumber(page, place, card)
    await read.nth(at).waitFor()
  }
  await visit('series-scan')
  await press(page, say('redeem.series.review', { count: 3 }))
  await page.locator('.series-list').waitFor()
  await visit('series-review')
  await page.locator('.redeem-actions button').first().click()
  await page.getByRole('button', { name: say('redeem.series.finish'), exact: true }).waitFor()
  await visit('series-taken')
  await press(page, say('redeem.series.finish'))
}

/** As a browser does that makes room, or a person in its settings; the marks outside the store stay. */
export async function emptyStore(page: Page, origin: string): Promise<void> {
  await page.goto('about:blank')
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
  await devtools.detach()
}
