import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveOnScreen, press, typeNumber } from './desk.ts'
import { openDeskJourney, type DeskJourney } from './desk-journey.ts'
import type { Printed } from './enrol-manager.ts'
import { draftRows, drafts, keptDraft, putRows, storeHolds, untilNoDraft } from './stored.ts'
import { french, wordsIn } from './words.ts'

const arabic = wordsIn('ar')
let server: DeskJourney['server']
let tablet: DeskJourney['tablet']
let cardAt: DeskJourney['cardAt']
let close: DeskJourney['close']

beforeAll(async () => {
  ;({ server, tablet, cardAt, close } = await openDeskJourney({ cards: 12 }))
  const page = tablet.page()
  await page.goto(`${server.address}/operators`)
  await addOperator(page, 'Paul', '1357')
  await addOperator(page, 'Samira', '2468')
})

afterAll(() => close?.())

test('[T171] a handover that was given waits behind the lock with its undo, and the window bears its name', async () => {
  const page = tablet.page()
  await openHandover(page)
  await typeNumber(page, cardAt(0).number)
  await giveOnScreen(page)
  await lockAndUnlock(page)
  await page.getByRole('heading', { name: french('handover.done.title') }).waitFor()
  expect(await page.title()).toContain(french('handover.done.title'))
  await press(page, 'device.undo.do')
  await page.getByText(french('handover.undone.text')).waitFor()
  await lockAndUnlock(page)
  await page.getByText(french('handover.undone.text')).waitFor()
  await press(page, 'handover.next')
  expect(await page.title()).toContain(french('handover.title'))
})

test('[T171][U17] a group waits behind the lock for who began it, where it stood: said and not scanned yet, in the middle of a person, given', async () => {
  const page = tablet.page()
  await openHandover(page)
  await press(page, 'handover.group.open')
  await press(page, 'handover.group.way.all')
  await answerOfGroup(page)
  await lockAndUnlock(page, 'Paul')
  await typeNumber(page, cardAt(1).number)
  await counted(page, 1)
  await lockAndUnlock(page)
  await page.getByText(french('handover.group.intro')).waitFor()
  await lockAndUnlock(page, 'Paul')
  await counted(page, 1)
  await press(page, 'handover.group.review', { count: 1 })
  await lockAndUnlock(page, 'Paul')
  await press(page, 'handover.confirm-several', { count: 1 })
  await page.getByRole('heading', { name: french('handover.done.several', { count: 1 }) }).waitFor()
  await lockAndUnlock(page, 'Paul')
  await press(page, 'device.undo.do')
  await page.getByText(french('handover.undone.several')).waitFor()
  await press(page, 'handover.next')

  await press(page, 'handover.group.open')
  await press(page, 'handover.group.way.each')
  await typeNumber(page, cardAt(1).number)
  await tile(page, 'handover.age.18-25').click()
  await lockAndUnlock(page, 'Paul')
  await tile(page, 'handover.situations.none').click()
  await press(page, 'handover.continue')
  await tile(page, 'handover.language.not-said').click()
  await tile(page, 'handover.channel.agent').click()
  await counted(page, 1)
  await press(page, 'handover.group.leave')
  await press(page, 'handover.group.drop')
  await page.getByRole('button', { name: french('handover.group.open') }).waitFor()
})

test('[T173] who goes elsewhere in front of the lock has left the form behind it', async () => {
  const page = tablet.page()
  await page.goto(server.address)
  await unlock(page, 'Paul', '1357')
  await page.getByRole('link', { name: french('home.role.handover') }).click()
  await typeNumber(page, cardAt(2).number)
  await page.getByRole('heading', { name: french('handover.age.title') }).waitFor()
  await storeHolds(page, drafts, 1)
  await lock(page)
  await page.goBack()
  await untilNoDraft(page)
  await unlock(page, 'Samira', '2468')
  await page.getByRole('link', { name: french('home.role.handover') }).click()
  await page.getByRole('button', { name: french('handover.group.open') }).waitFor()
})

test('[T174] the app that died over what was given says what it leaves out, alone and in a group', async () => {
  const page = tablet.page()
  await openHandover(page)
  await typeNumber(page, cardAt(4).number)
  await page.getByRole('heading', { name: french('handover.age.title') }).waitFor()
  await storeHolds(page, drafts, 1)
  const single = await draftRows(page)
  await giveOnScreen(page)
  await untilNoDraft(page)
  await putRows(page, drafts.table, single)
  await openHandover(page)
  await isLeftOut(page, 1)

  await press(page, 'handover.group.open')
  await press(page, 'handover.group.way.all')
  await answerOfGroup(page)
  for (const [place, card] of [5, 6].entries()) {
    await typeNumber(page, cardAt(card).number)
    await counted(page, place + 1)
  }
  await expect.poll(() => keptDraft(page)).toMatch(/("source".*){2}/)
  const group = await draftRows(page)
  await press(page, 'handover.group.review', { count: 2 })
  await page
    .getByRole('button', { name: french('handover.group.leave-out') })
    .first()
    .click()
  await press(page, 'handover.confirm-several', { count: 1 })
  await page.getByRole('heading', { name: french('handover.done.several', { count: 1 }) }).waitFor()
  await untilNoDraft(page)
  await putRows(page, drafts.table, group)
  await page.goto(`${server.address}/handover`)
  await unlock(page, 'Paul', '1357')
  await page.getByRole('heading', { name: french('handover.group.review-title', { count: 1 }) }).waitFor()
  await isLeftOut(page, 1)
  await press(page, 'handover.confirm-several', { count: 1 })
  await page.getByRole('heading', { name: french('handover.done.several', { count: 1 }) }).waitFor()
  await untilNoDraft(page)
  await putRows(page, drafts.table, group)
  await page.goto(`${server.address}/handover`)
  await unlock(page, 'Paul', '1357')
  await isLeftOut(page, 2)
  await press(page, 'handover.group.leave')
  await page.getByRole('button', { name: french('handover.group.open') }).waitFor()
})

test('[T175] a pass that comes from its balance is asked about at once, over whatever was left half done', async () => {
  const page = tablet.page()
  await openHandover(page)
  await typeNumber(page, cardAt(7).number)
  await tile(page, 'handover.age.65-79').click()
  await expect.poll(() => keptDraft(page)).toContain('"step":"situations"')
  await handFromBalance(page, cardAt(8))
  await page.getByRole('heading', { name: french('handover.age.title') }).waitFor()
  expect(await page.locator('.choice-tile:has(:checked), [aria-pressed="true"]').count()).toBe(0)
  await press(page, 'handover.leave')
})

test('[T175][T264] a group waits above the camera for the pass that comes from its balance, in sight on a phone too, and one tap takes it up', async () => {
  const page = tablet.page()
  await openHandover(page)
  await press(page, 'handover.group.open')
  await press(page, 'handover.group.way.all')
  await answerOfGroup(page)
  await typeNumber(page, cardAt(9).number)
  await counted(page, 1)
  await expect.poll(() => keptDraft(page)).toContain('"source"')
  await handFromBalance(page, cardAt(8))
  await giveOnScreen(page)
  await press(page, 'handover.done.next')
  const resume = page.getByRole('button', { name: french('handover.group.resume'), exact: true })
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1024, height: 768 },
  ]) {
    await page.setViewportSize(viewport)
    const [way, camera] = [await resume.boundingBox(), await page.locator('.scan-pane').boundingBox()]
    expect(way && camera && way.y + way.height <= camera.y).toBe(true)
    expect(way && way.y >= 0 && way.y + way.height <= viewport.height / 2).toBe(true)
  }
  expect(await page.getByRole('button', { name: french('handover.group.open') }).count()).toBe(0)
  await resume.click()
  await counted(page, 1)
  await press(page, 'handover.group.leave')
  await press(page, 'handover.group.drop')
  await page.getByRole('button', { name: french('handover.group.open') }).waitFor()
})

test('[T170] who opened a page for everybody is not at work any more for whoever goes back from it', async () => {
  const page = tablet.page()
  await page.clock.install()
  await page.goto(server.address)
  await unlock(page, 'Paul', '1357')
  for (const way of ['balance', 'redeem'] as const) {
    await page.getByRole('link', { name: french(`home.role.${way}`), exact: true }).click()
    await page.locator('.home-roles').first().waitFor({ state: 'detached' })
    await page.clock.fastForward(6 * 60_000)
    await page.goBack()
    await isLocked(page)
    await unlock(page, 'Paul', '1357')
  }
  // A touch counts on a page for everybody too.
  await page.getByRole('link', { name: french('home.role.balance'), exact: true }).click()
  await page.locator('.home-roles').first().waitFor({ state: 'detached' })
  await page.clock.fastForward(4 * 60_000)
  await page.locator('h1').first().click()
  await page.clock.fastForward(4 * 60_000)
  await page.goBack()
  const home = page.locator('.home-roles').first()
  await home.waitFor()
  // The shared tablet is turned over to the public: the way back is a PIN at once.
  await page.getByRole('link', { name: french('home.role.kiosk') }).click()
  await page.locator('.kiosk-welcome').waitFor()
  await page.goBack()
  await isLocked(page)
})

test('[T186] the kiosk of a shared tablet speaks the language of the person after a new start too', async () => {
  const page = await tablet.reopen()
  await page.goto(`${server.address}/kiosk`)
  await page.getByRole('button', { name: 'العربية', exact: true }).click()
  await page.locator('html[lang="ar"] .kiosk-camera').waitFor()
  await page.getByRole('button', { name: arabic('kiosk.end'), exact: true }).click()
  await page.locator('html[lang="fr"] .kiosk-welcome').waitFor()
})

test('[T172] a code before the camera is somebody at work, also where nobody touches the screen', async () => {
  tablet.show(cardAt(3).picture)
  const page = await tablet.reopen()
  await page.clock.install()
  await page.goto(`${server.address}/handover`)
  await unlock(page, 'Paul', '1357')
  const asked = page.getByRole('heading', { name: french('handover.age.title') })
  // The camera needs its time on a machine that has others to do.
  await asked.waitFor({ timeout: 60_000 })
  await page.clock.fastForward(4 * 60_000)
  // A click of the page's own is no touch: the code is read again, and nobody had the screen in hand.
  await page
    .getByRole('button', { name: french('handover.leave') })
    .evaluate((button: HTMLElement) => button.click())
  await page.getByRole('heading', { name: french('handover.title'), exact: true }).waitFor()
  await asked.waitFor({ timeout: 60_000 })
  await page.clock.fastForward(4 * 60_000)
  expect(await asked.isVisible()).toBe(true)
  await page.clock.fastForward(61_000)
  await isLocked(page)
  expect(await asked.isVisible()).toBe(false)
  expect(tablet.faults).toEqual([])
})

function tile(page: Page, key: string): Locator {
  return page.locator('.choice-tile').getByText(french(key), { exact: true })
}

async function addOperator(page: Page, name: string, pin: string): Promise<void> {
  await press(page, 'operators.add.open')
  await page.getByLabel(french('operators.add.name.label')).fill(name)
  await page.getByLabel(french('operators.add.pin.label')).fill(pin)
  await page.getByLabel(french('operators.add.again.label')).fill(pin)
  await press(page, 'operators.add.do')
  await page.locator('.operator').filter({ hasText: name }).waitFor()
}

async function openHandover(page: Page): Promise<void> {
  await page.goto(`${server.address}/handover`)
  await unlock(page, 'Paul', '1357')
  await page.getByRole('button', { name: french('handover.group.open') }).waitFor()
}

/** The page of the pass on this tablet, and from there the handover, without a second scan. */
async function handFromBalance(page: Page, { text }: Printed): Promise<void> {
  await page.goto(text)
  await press(page, 'balance.act.handover')
  await unlock(page, 'Paul', '1357')
}

async function isLocked(page: Page): Promise<void> {
  await page.getByRole('heading', { name: french('operators.lock.title') }).waitFor()
}

async function lock(page: Page): Promise<void> {
  await page.locator('.operator-badge').filter({ visible: true }).click()
  await isLocked(page)
}

async function unlock(page: Page, name: string, pin: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByLabel(french('operators.pin.label')).fill(pin)
  await press(page, 'operators.pin.open')
  await page.getByLabel(french('operators.pin.label')).waitFor({ state: 'detached' })
}

async function lockAndUnlock(page: Page, name: keyof typeof pins = 'Samira'): Promise<void> {
  await lock(page)
  await unlock(page, name, pins[name])
}

const pins = { Paul: '1357', Samira: '2468' } as const

async function answerOfGroup(page: Page): Promise<void> {
  await tile(page, 'handover.age.46-64').click()
  await tile(page, 'handover.situations.none').click()
  await press(page, 'handover.continue')
  await tile(page, 'handover.language.not-said').click()
  await tile(page, 'handover.channel.poster').click()
}

/** A notice says how many passes are not there any more. */
async function isLeftOut(page: Page, count: number): Promise<void> {
  await page.locator('.notice').getByText(french('handover.resumed.given', { count })).waitFor()
}

async function counted(page: Page, count: number): Promise<void> {
  await page.getByRole('img', { name: french('handover.group.count', { count }), exact: true }).waitFor()
}
