import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parsePassCode } from '#protocol/pass-code.ts'
import { cutCode, printPdf, readParts, type PrintedPdf } from '#tests/support/printed-sheet.ts'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import {
  badgeOn,
  enrolByLink,
  isReadyOffline,
  networkReturns,
  pictureOf,
  press,
  takeByNumber,
  typeNumber,
  verdictOn,
  waitUntilSent,
} from './desk.ts'
import { findingsOn } from './findings.ts'
import { french, frenchPattern } from './words.ts'
import { dayFromToday, journeyProgramme } from './journey-programme.ts'

let server: ServerProcess
let office: Tablet
let tablet: Tablet
let phone: Tablet
let sheet: PrintedPdf

beforeAll(async () => {
  server = await startServer({ programme: journeyProgramme([]) })
  office = await openTablet(server.address, { viewport: { width: 1280, height: 900 } })
  tablet = await openTablet(server.address)
  phone = await openTablet(server.address, { viewport: { width: 390, height: 844 } })
})

afterAll(async () => {
  await Promise.all([office?.close(), tablet?.close(), phone?.close()])
  await server?.stop()
})

describe('one pass, from the printed sheet to what the venue is owed', () => {
  test('[T1] the manager enters by the printed link, makes a batch, prints it, opens it and delivers it', async () => {
    const page = office.page()
    await enrolByLink(page, server.managerLink, 'Bureau')
    await page.getByRole('link', { name: french('enrol.done.manage') }).click()
    await page.getByRole('link', { name: french('manage.nav.batches'), exact: true }).click()
    await page.getByRole('link', { name: french('manage.batches.make') }).click()
    await page.getByLabel(french('manage.new-batch.order'), { exact: true }).fill('2026-1')
    await page.getByText(french('manage.new-batch.card'), { exact: true }).click()
    await page.getByLabel(french('manage.new-batch.passes')).fill('12')
    await page.getByLabel(french('manage.new-batch.first-day')).fill(written(dayFromToday(-1)))
    await press(page, 'manage.new-batch.confirm')

    await page.getByRole('heading', { name: french('manage.batch.title', { batch: 1 }) }).waitFor()
    await press(page, 'manage.batch.print-go')
    sheet = await printPdf(page)
    expect(sheet.codes).toHaveLength(10)

    await page.getByRole('button', { name: french('manage.back.batch', { batch: 1 }) }).click()
    await press(page, 'manage.batch.open-go')
    await press(page, 'manage.batch.open-yes')
    await page
      .getByLabel(french('manage.batch.structure'), { exact: true })
      .selectOption({ label: 'Maison des jeunes · Paris' })
    await press(page, 'manage.batch.deliver-go')
    await page.getByText(french('manage.batch.deliver-all-done')).waitFor()
  })

  test('[T2] a tablet scans the code on the manager’s screen and acts for its place', async () => {
    const manage = office.page()
    await manage.getByRole('link', { name: french('manage.nav.devices'), exact: true }).click()
    await manage.getByRole('link', { name: french('manage.devices.enrol') }).click()
    await manage
      .getByLabel(french('manage.enrol.structure'))
      .selectOption({ label: 'Maison des jeunes · Paris' })
    await press(manage, 'manage.enrol.show')
    const code = manage.getByRole('img', { name: frenchPattern('manage.enrol.code-label') })
    await code.waitFor()
    tablet.show(await pictureOf(code))

    const page = tablet.page()
    await page.goto(server.address)
    await page.getByRole('link', { name: french('home.role.enrol') }).click()
    await page.getByLabel(french('enrol.name.label')).fill('Accueil')
    await press(page, 'enrol.start')
    await page.getByText(french('enrol.done.place', { place: 'Maison des jeunes' })).waitFor()
    await isReadyOffline(page)
  })

  test('[T3] with the server killed, a mediator films the printed card, asks three questions and gives it', async () => {
    await server.kill()
    tablet.show(cutCode(sheet, numberOf(0)))
    const page = tablet.page()
    await page.getByRole('link', { name: french('enrol.done.handover') }).click()
    await page.getByText(french('handover.age.65-79')).click()
    await page.getByText(french('handover.situations.isolated')).click()
    await page.getByText(french('handover.situations.seeks-work')).click()
    await press(page, 'handover.continue')
    await press(page, 'handover.language.all')
    await page.getByLabel(french('handover.language.search')).fill('tigrigna')
    await page.getByText('tigrigna').click()
    await page.getByText(french('handover.channel.poster')).click()
    await page.getByRole('heading', { name: french('handover.explain.title') }).waitFor()
    await press(page, 'handover.confirm')
    await page.getByRole('heading', { name: french('handover.done.title') }).waitFor()

    await press(page, 'handover.done.next')
    await typeNumber(page, numberOf(0))
    expect(await verdictOn(page)).toEqual({ word: 'NON', look: 'no' })
    await page.getByText(frenchPattern('handover.refused.already-handed-over-here')).first().waitFor()
    await press(page, 'handover.next')
  })

  test('[T13] the place’s own home has nothing for axe, and nothing cut', async () => {
    const page = tablet.page()
    await press(page, 'frame.action.home')
    await page.getByRole('link', { name: french('home.role.redeem'), exact: true }).waitFor()
    expect(await findingsOn(page)).toEqual([])
  })

  test('[T4] the venue films it: OUI, to confirm; again is asked first; a check spends nothing; an undo gives back', async () => {
    const page = tablet.page()
    await page.getByRole('link', { name: french('home.role.redeem'), exact: true }).click()
    await page.getByRole('heading', { name: french('redeem.confirm.left', { count: 10 }) }).waitFor()
    await page.getByText(french('redeem.confirm.for', { name: 'Premiers pas' })).waitFor()
    await press(page, 'redeem.confirm.check')
    await page.getByText(french('redeem.checked.yes')).waitFor()
    await press(page, 'redeem.next')

    expect(await takeByNumber(page, numberOf(0))).toEqual({ word: 'OUI', look: 'yes-to-confirm' })
    await page.getByText(french('verdict.left', { count: 9 })).waitFor()
    await press(page, 'redeem.next')

    await typeNumber(page, numberOf(0))
    await page.getByText(frenchPattern('redeem.confirm.repeats.title')).waitFor()
    await press(page, 'redeem.confirm.leave')

    expect(await takeByNumber(page, numberOf(1))).toEqual({ word: 'OUI', look: 'yes-to-confirm' })
    await page.getByText(french('verdict.note.handover-not-known')).waitFor()
    await press(page, 'device.undo.do')
    await page.getByRole('heading', { name: french('redeem.undone.title') }).waitFor()
    await press(page, 'redeem.next')
    await badgeOn(page)
      .getByText(french('frame.sync.wait', { count: 4 }))
      .waitFor()
  })

  test('[T5] the server is back: all is sent without a gesture, and the journal says what became of it', async () => {
    const page = tablet.page()
    await press(page, 'frame.action.home')
    await page.getByRole('link', { name: french('home.role.journal') }).click()
    await page.getByText(french('journal.pending')).waitFor()
    await server.restart()
    await networkReturns(tablet)
    await waitUntilSent(page)
    await page.locator('[data-kind="redemption"][data-outcome="covered"]').waitFor()
    await page.getByText(french('device.outcome.covered')).waitFor()
    await page.locator('[data-kind="handover"][data-outcome="noted"]').waitFor()
    expect(await page.locator('[data-outcome="pending"]').count()).toBe(0)
    await page.getByText(`${french('journal.account.cheques', { count: 1 })}, 10 €`).waitFor()
  })

  test('[T6] [Y53] [Y60] the person reads what is left in French, English and Arabic, and again without a network, with its date', async () => {
    const page = phone.page()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(textOfPass(0))
    const digits = page.locator('.balance-digits')
    await digits.waitFor()
    expect(asked.filter((path) => path === '/api/balance')).toHaveLength(1)
    expect(await digits.textContent()).toBe('9')
    await page.getByText('Premiers pas').first().waitFor()
    for (const [autonym, direction] of [
      ['English', 'ltr'],
      ['العربية', 'rtl'],
      ['Français', 'ltr'],
    ] as const) {
      await page.locator('.language-choice > [aria-haspopup]').click()
      await page.getByRole('dialog').getByRole('button', { name: autonym, exact: true }).click()
      await page.locator(`html[dir="${direction}"]`).waitFor()
      expect(await digits.textContent()).toBe('9')
    }
    await isReadyOffline(page)

    await server.kill()
    await page.reload()
    await page.getByText(french('balance.seen.offline')).waitFor()
    expect(await digits.textContent()).toBe('9')
    await page.getByText(frenchPattern('balance.seen.at')).first().waitFor()
    await page.getByText('Premiers pas').first().waitFor()
    const fetched = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    )
    expect(fetched.filter((name) => /\/(device|scan-pane|camera)-[^/]*\.js$/.test(name))).toEqual([])
    expect(fetched.filter((name) => name.includes('balance-details-'))).toHaveLength(2)
    await server.restart()

    await press(page, 'balance.another')
    await press(page, 'balance.ask.type')
    await page.getByLabel(french('balance.number.label')).fill(numberOf(0))
    await press(page, 'balance.number.see')
    await digits.waitFor()
    expect(await digits.textContent()).toBe('9')
  })

  test('[T16] on the tablet of a place the same code offers to take it, and goes along without being scanned again', async () => {
    const page = tablet.page()
    await page.goto(textOfPass(0))
    await press(page, 'balance.act.redeem')
    await page.getByRole('heading', { name: french('redeem.confirm.left', { count: 9 }) }).waitFor()
    await press(page, 'redeem.confirm.leave')
  })

  test('[T9] the manager sees the totals, each act with its outcome, the devices and what the venue is owed', async () => {
    const page = office.page()
    await page.goto(`${server.address}/manage`)
    await rowWith(page, 'manage.overview.steps.used', '1 1 10 €').waitFor()
    await page.getByRole('link', { name: french('manage.nav.acts'), exact: true }).click()
    await rowWith(page, 'manage.kinds.redemption', 'Carnet 1-1', 'manage.outcomes.covered').waitFor()
    await page.getByRole('link', { name: french('manage.nav.devices'), exact: true }).click()
    await rowWith(page, 'Accueil', 'Maison des jeunes').waitFor()
    await page.getByRole('link', { name: french('manage.nav.venues'), exact: true }).click()
    await page.getByRole('link', { name: 'Maison des jeunes' }).click()
    await rowWith(page, 'Carnet 1-1', 'manage.outcomes.covered', '2026-1', '10 €').waitFor()
    await page.getByText('5,50 €').first().waitFor()
    await page.getByText('4,50 €').first().waitFor()
  })

  test('[T15] nothing was asked of another host, and nothing broke the security policy', () => {
    expect([...office.faults, ...tablet.faults, ...phone.faults]).toEqual([])
  })
})

/** A line of a table that says all of this in this order: keys of the locale, or what stands there. */
function rowWith(page: Page, ...parts: readonly string[]): Locator {
  const words = parts.map((part) => (part.startsWith('manage.') ? french(part) : part))
  return page.getByRole('row', { name: new RegExp(words.join('.*')) })
}

/** Under the first code, in the hands of one person to the end, or under the second, which stays in the box. */
function numberOf(code: 0 | 1): string {
  return sheet.codes[code]?.number ?? ''
}

/** What any phone's own camera reads on the sheet. */
function textOfPass(index: number): string {
  const texts = readParts(sheet, 150).codes
  const text = texts.find((read) => {
    const token = parsePassCode(read)
    return token.ok && token.value.code.pass === index
  })
  return text ?? ''
}

function written(day: string): string {
  return day.split('-').toReversed().join('/')
}
