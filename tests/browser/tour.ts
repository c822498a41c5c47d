import type { Page } from 'playwright-core'
import type { Say } from './words.ts'

/** Where a tour goes: codes of passes in the states that the screens speak of. */
export type Place = {
  readonly address: string
  readonly say: Say
  /** Handed out, with units left, and a second one; numbers as printed under the code. */
  readonly active: Card
  readonly other: Card
  readonly inStock: Card
  /** Its batch is not opened. */
  readonly notActive: Card
}

export type Card = { readonly number: string; readonly text: string; readonly batch: number }

/** Called whenever the page stands at a screen, in the order of the tour. */
export type Visit = (screen: string) => Promise<void>

export async function tourBalance(page: Page, place: Place, visit: Visit): Promise<void> {
  const { address, say } = place
  await page.goto(`${address}/p`)
  await page.locator('.language-choice').waitFor()
  await page.route('**/{api,heads,files}/**', (route) => route.abort())
  await page.goto(`${address}/places`)
  await page.locator('.state-drawing[data-state=offline]').waitFor()
  await visit('places-without-network')
  await page.goto(place.active.text)
  await page.locator('.state-drawing[data-state=offline]').waitFor()
  await visit('balance-without-network')
  await page.unroute('**/{api,heads,files}/**')
  await page.goto(`${address}/p`)
  await page.getByRole('button', { name: say('balance.ask.scan') }).waitFor()
  await visit('balance-ask')
  await press(page, say('balance.ask.type'))
  await page.getByLabel(say('balance.number.label')).fill('7F3K-9QWX')
  await press(page, say('balance.number.see'))
  await page.locator('.field-error').waitFor()
  await visit('balance-number')
  await openBalance(page, place.active)
  await page.locator('.origin').waitFor()
  await visit('balance')
  await press(page, say('places.from.commune'))
  await page.getByLabel(say('places.from.commune-label')).fill('paris')
  await page.locator('.origin-communes button').first().click()
  await page.locator('.place').first().waitFor()
  await visit('balance-near')
  await page.getByRole('link', { name: say('places.see-all') }).click()
  await page.locator('.place-filter').waitFor()
  await page.locator('.place-details summary').first().click()
  await visit('places')
  await openBalance(page, place.inStock)
  await visit('balance-in-stock')
  await openBalance(page, place.notActive)
  await visit('balance-not-active')
  await page.goto(`${address}/p#12345`)
  await page.reload()
  await page.getByText(say('balance.problem.not-a-pass.title')).first().waitFor()
  await visit('balance-not-a-pass')
}

async function openBalance(page: Page, { text }: Card): Promise<void> {
  await page.goto(text)
  // Another fragment is not another page.
  await page.reload()
  await page.locator('.balance-face').waitFor()
}

/** `power` ends the server and starts it again: the last screens are those of a device without a network. */
export async function tourDesk(
  page: Page,
  place: Place,
  visit: Visit,
  power: { readonly off: () => Promise<void>; readonly on: () => Promise<void> },
): Promise<void> {
  const { address, say } = place
  await page.goto(address)
  await page.locator('.door').first().waitFor()
  await visit('doors')
  await page.goto(`${address}/samples`)
  await page.locator('.samples-card svg, .sample svg, main svg').first().waitFor()
  await visit('samples')
  await page.goto(`${address}/enrol`)
  await page.getByText(say('enrol.hint')).waitFor()
  await visit('enrol')

  await page.goto(`${address}/readiness`)
  await page.locator('.readiness-check:not([data-word])').first().waitFor({ state: 'detached' })
  await press(page, say('readiness.test.camera'))
  await page.locator('[data-check="camera"][data-word="works"]').waitFor()
  await press(page, say('readiness.diagnostic.show'))
  await page.locator('.readiness-text').waitFor()
  await visit('readiness')

  await page.goto(`${address}/handover`)
  await page.getByText(say('handover.hint')).waitFor()
  await visit('handover-scan')
  await typeNumber(page, place, place.inStock)
  await page.locator('.choice-tile').first().waitFor()
  await visit('handover-age')
  await page.locator('.choice-tile').nth(4).click()
  await page.getByRole('heading', { name: say('handover.situations.title') }).waitFor()
  await page.locator('.choice-tile').first().click()
  await visit('handover-situations')
  await press(page, say('handover.continue'))
  await page.getByRole('heading', { name: say('handover.language.title') }).waitFor()
  await visit('handover-language')
  await page.locator('.choice-tile').first().click()
  await page.getByRole('heading', { name: say('handover.channel.title') }).waitFor()
  await visit('handover-channel')
  await page.locator('.choice-tile').first().click()
  await page.locator('.explanation').waitFor()
  await visit('handover-explain')
  await press(page, say('handover.confirm'))
  await page.getByRole('heading', { name: say('handover.done.title') }).waitFor()
  await visit('handover-done')
  await press(page, say('handover.done.next'))
  await typeNumber(page, place, place.inStock)
  await page.locator('main.verdict').waitFor()
  await visit('handover-refused')

  await page.goto(`${address}/redeem`)
  await page.getByText(say('redeem.hint')).waitFor()
  await visit('redeem-scan')
  await press(page, say('scan.type'))
  await page.getByLabel(say('redeem.number.label')).fill('7F3K')
  await press(page, say('scan.read'))
  await page.locator('.field-error').waitFor()
  await visit('redeem-number')
  await typeNumber(page, place, place.notActive)
  await page.locator('main.verdict[data-look="no"]').waitFor()
  await visit('redeem-no')
  await press(page, say('redeem.next'))
  await typeNumber(page, place, { number: misread(place.active.number) })
  await page.locator('main.verdict[data-look="unread"]').waitFor()
  await visit('redeem-unreadable')
  await press(page, say('frame.action.next'))
  await typeNumber(page, place, place.active)
  await chooseService(page)
  await visit('redeem-confirm')
  await press(page, say('redeem.confirm.check'))
  await page.getByRole('heading', { name: say('redeem.checked.title') }).waitFor()
  await visit('redeem-checked')
  await press(page, say('redeem.next'))
  await typeNumber(page, place, place.active)
  await page.locator('.redeem-actions button').first().click()
  // Confirmed, where the machine is quick enough.
  await page.locator('main.verdict[data-look^="yes"]').waitFor()
  await visit('redeem-yes')
  await press(page, say('device.undo.do'))
  await page.getByRole('heading', { name: say('redeem.undone.title') }).waitFor()
  await visit('redeem-undone')

  await power.off()
  await page.goto(`${address}/redeem`)
  await typeNumber(page, place, place.other)
  await page.locator('.redeem-actions button').first().click()
  await page.locator('main.verdict[data-look="yes-to-confirm"]').waitFor()
  await visit('redeem-yes-to-confirm')
  await press(page, say('redeem.next'))
  await typeNumber(page, place, place.other)
  await page.locator('.redeem-actions button').first().waitFor()
  await visit('redeem-again')
  await page.locator('.redeem-actions button').first().click()
  await page.locator('main.verdict[data-look="noted"]').waitFor()
  await visit('redeem-noted')
  await press(page, say('verdict.deferral.serve'))
  await page.getByText(say('verdict.deferral.served')).first().waitFor()
  await visit('redeem-noted-served')
  await page.goto(address)
  await page.locator('.last-act').waitFor()
  await visit('home')
  await page.goto(`${address}/stock`)
  await page.locator('.stock-batch').first().waitFor()
  await visit('stock')
  await page.goto(`${address}/stock/reception`)
  await page.locator('.stock-fields').waitFor()
  await visit('stock-reception')
  await page.goto(`${address}/journal`)
  await page.locator('.entry').first().waitFor()
  await visit('journal-offline')
  await power.on()
  await page.reload()
  await page.locator('.sync-badge[data-acts="up-to-date"]').waitFor({ timeout: 60_000 })
  await page.locator('.venue-total').waitFor()
  await visit('journal')
  await page.goto(`${address}/nowhere`)
  await page.getByRole('heading', { name: say('frame.unknown-page.title') }).waitFor()
  await visit('unknown-page')
}

export async function tourManage(
  page: Page,
  { address, active, notActive, say }: Place,
  visit: Visit,
): Promise<void> {
  const pages = [
    ['overview', ''],
    ['batches', '/batches'],
    ['new-batch', '/batches/new'],
    ['batch', `/batches/${active.batch}`],
    ['batch-to-open', `/batches/${notActive.batch}`],
    ['print', `/batches/${notActive.batch}/print?from=0&count=2`],
    ['acts', '/acts'],
    ['pass', `/passes/${active.batch}/0`],
    ['devices', '/devices'],
    ['enrol-device', '/devices/new'],
    ['cases', '/cases'],
    ['rules', '/rules'],
    ['stock', '/stock'],
    ['stock-account', '/stock/account'],
    ['restored', '/restored'],
    ['venues', '/venues'],
  ] as const
  for (const [name, path] of pages) {
    await page.goto(`${address}/manage${path}`)
    await page.locator('h1').waitFor()
    await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
    await visit(`manage-${name}`)
  }
  await page.locator('.data-table a').first().click()
  await page.locator('.manage-facts').waitFor()
  await visit('manage-venue')
  await page.goto(`${address}/manage/devices/new`)
  await page.locator('select').selectOption({ index: 1 })
  await press(page, say('manage.enrol.show'))
  await page.locator('.manage-code').waitFor()
  await visit('manage-enrolment-code')
}

export async function typeNumber(
  page: Page,
  { say }: Place,
  { number }: Pick<Card, 'number'>,
): Promise<void> {
  const typing = page.getByRole('button', { name: say('scan.type'), exact: true })
  const field = page.locator('.typed-form input')
  await typing.or(field).first().waitFor()
  if (await typing.isVisible()) await typing.click()
  await field.fill(number)
  await press(page, say('scan.read'))
}

/** Where the place delivers several services, the first is chosen once. */
async function chooseService(page: Page): Promise<void> {
  const action = page.locator('.redeem-actions button').first()
  const service = page.locator('.choice-tile').first()
  await action.or(service).first().waitFor()
  if (!(await action.isVisible())) await service.click()
  await action.waitFor()
}

/** One wrong symbol, which the check symbols see. */
function misread(number: string): string {
  return `${number.slice(0, -1)}${number.endsWith('0') ? '1' : '0'}`
}

export async function press(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: words, exact: true }).click()
}
