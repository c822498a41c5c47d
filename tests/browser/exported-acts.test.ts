import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { enrolByLink, networkReturns, press, takeByNumber, waitUntilSent } from './desk.ts'
import { journeyProgramme } from './journey-programme.ts'
import { enrolManager, type Manager, type Printed } from './enrol-manager.ts'
import { french } from './words.ts'

let server: ServerProcess
let manager: Manager
let alone: Tablet
let other: Tablet
let cards: readonly Printed[]

beforeAll(async () => {
  server = await startServer({ programme: journeyProgramme([{ number: 1 }]), store: 'postgres' })
  manager = await enrolManager(server)
  cards = await manager.print(1, 3)
  await manager.handOut(cards)
  alone = await openTablet(server.address)
  await enrolByLink(alone.page(), await manager.linkFor('library'), 'Accueil')
  await alone.page().goto(`${server.address}/journal`)
  await waitUntilSent(alone.page())
  other = await openTablet(server.address)
  await enrolByLink(other.page(), await manager.linkFor('house', 'manager'), 'Bureau')
  await enrolByLink(other.page(), await manager.linkFor('house'), 'Voisine')
})

afterAll(async () => {
  await Promise.all([alone?.close(), other?.close()])
  await server?.stop()
})

test('[T18] acts of a tablet without a network travel in a file: the manager has them once, whoever else brings them', async () => {
  await alone.context().setOffline(true)
  await take(0)
  await take(1)
  const file = await exportFile()
  expect(await manager.account('library')).toMatchObject({ units: 0 })

  const page = other.page()
  await page.goto(`${server.address}/journal`)
  await page.locator('.bring-file input').setInputFiles(file)
  await page
    .getByText(french('device.bring.recorded', { count: 2 }))
    .first()
    .waitFor()
  const brought = await manager.account('library')
  expect(brought).toMatchObject({ units: 2, payableCents: 2000 })

  await page.goto(`${server.address}/manage/devices`)
  await page.locator('.bring-file input').setInputFiles(file)
  await page
    .getByText(french('device.bring.known', { count: 2 }))
    .first()
    .waitFor()
  await page.goto(`${server.address}/manage/acts`)
  const taken = page.getByRole('row').filter({ hasText: 'Accueil' })
  await taken.nth(1).waitFor()
  expect(await taken.count()).toBe(2)

  await alone.context().setOffline(false)
  await networkReturns(alone)
  await waitUntilSent(alone.page())
  await alone.page().locator('[data-kind="redemption"][data-outcome="covered"]').nth(1).waitFor()
  const { lines, ...totals } = await manager.account('library')
  expect(lines).toHaveLength(2)
  expect(totals).toMatchObject({ units: 2, payableCents: 2000 })
  expect([...alone.faults, ...other.faults]).toEqual([])
})

test('[T236] who presses at once reads of the acts that are not sent, whatever the page knows so far', async () => {
  await alone.context().setOffline(true)
  await take(2)
  const page = await alone.context().newPage()
  await page.addInitScript(pressOnceDrawn, french('device.retire.do'))
  await page.goto(`${server.address}/journal`)
  await page.getByText(french('device.retire.refused', { count: 1 })).waitFor()
  await page.close()
})

test('[T19] [S78] a tablet leaves service once its acts are in a file, is not missed afterwards, and the file still counts', async () => {
  const page = alone.page()
  await press(page, 'device.retire.do')
  await page.getByText(french('device.retire.refused', { count: 1 })).waitFor()
  await press(page, 'frame.action.close')
  const file = await exportFile(async () => {
    await press(page, 'device.retire.do')
    await page.getByText(french('device.retire.refused', { count: 1 })).waitFor()
    await press(page, 'frame.action.close')
  })
  await press(page, 'device.retire.do')
  await press(page, 'device.retire.yes')
  await page.getByText(french('device.gate.not-enrolled.title')).waitFor()
  await page.waitForFunction(() => localStorage.getItem('carnet.marker') === '[]')

  await page.goto(server.address)
  await page.getByText(french('home.not-enrolled')).waitFor()
  expect(await page.getByText(french('incident.lost.title')).count()).toBe(0)
  expect(await page.evaluate(marksInCache)).toBe('[]')

  await other.page().goto(`${server.address}/journal`)
  await other.page().locator('.bring-file input').setInputFiles(file)
  await other
    .page()
    .getByText(french('device.bring.recorded', { count: 1 }))
    .first()
    .waitFor()
  expect(await manager.account('library')).toMatchObject({ units: 3 })
  expect([...alone.faults, ...other.faults]).toEqual([])
})

/** Takes a cheque of a card on the tablet without a network, and stands at its journal. */
async function take(at: number): Promise<void> {
  const page = alone.page()
  await page.goto(`${server.address}/redeem`)
  expect(await takeByNumber(page, cards[at]?.number ?? '')).toEqual({ word: 'OUI', look: 'yes-to-confirm' })
  await press(page, 'redeem.next')
  await page.goto(`${server.address}/journal`)
  await page.locator('[data-kind="redemption"][data-outcome="pending"]').first().waitFor()
}

/** The file that the journal's button makes, as the browser keeps it; a person looks whether it is there. */
async function exportFile(beforeYes = async () => {}) {
  const page = alone.page()
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'journal.export.do')])
  const name = download.suggestedFilename()
  expect(name).toMatch(/^carnet-mediatheque-\d{4}-\d\d-\d\d\.carnet$/)
  await page.getByText(french('journal.export.look', { name })).first().waitFor()
  await beforeYes()
  await press(page, 'journal.export.yes')
  await page.getByText(french('journal.export.saved', { name })).first().waitFor()
  const stream = await download.createReadStream()
  const buffer = Buffer.concat(await stream.toArray())
  return { name, mimeType: 'application/octet-stream', buffer }
}

/** Runs in the page: presses a button in the moment that it is drawn. */
function pressOnceDrawn(label: string): void {
  const look = new MutationObserver(() => {
    const button = [...document.querySelectorAll('button')].find((each) => each.textContent === label)
    if (!button) return
    look.disconnect()
    button.click()
  })
  look.observe(document, { childList: true, subtree: true })
}

/** Runs in the page: the second witness of the devices that were here. */
async function marksInCache(): Promise<string | undefined> {
  return (await caches.match('/carnet-marker', { cacheName: 'carnet-marker' }))?.text()
}
