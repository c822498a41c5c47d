import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrolByLink, press, takeByNumber, typeNumber, waitUntilSent } from './desk.ts'
import { openDeskJourney, type DeskJourney } from './desk-journey.ts'
import { french } from './words.ts'

const diskMegabytes = 96
const cardsPrinted = 8

let server: DeskJourney['server']
let manager: DeskJourney['manager']
let tablet: DeskJourney['tablet']
let cardAt: DeskJourney['cardAt']
let close: DeskJourney['close']
/** Cards that the tablet took, each by one act. */
let taken = 0

beforeAll(async () => {
  ;({ server, manager, tablet, cardAt, close } = await openDeskJourney({
    ...{ cards: cardsPrinted, handedOut: true, at: 'library' },
    tablet: { diskOf: diskMegabytes },
  }))
  await tablet.page().goto(`${server.address}/redeem`)
  await waitUntilSent(tablet.page())
}, 240_000)

afterAll(() => close?.())

test('[T86] a full disk is said at once and keeps the form; with room again the same act is saved, and nothing accepted is lost', async () => {
  const page = tablet.page()
  const { disk } = tablet
  if (!disk) throw new Error('no disk of its own')
  await tablet.context().setOffline(true)
  expect((await takeByNumber(page, cardAt(taken++).number)).word).toBe('OUI')
  const take = page.getByRole('button', { name: french('redeem.confirm.take', { count: 1 }), exact: true })
  const verdict = page.locator('main.verdict')
  const refused = page.getByText(french('device.not-saved.title')).first()
  disk.fill(0)
  // What fits into the last page of the store's file is still saved, and then said so.
  while (!(await refused.isVisible())) {
    await press(page, 'redeem.next')
    await typeNumber(page, cardAt(taken).number)
    await take.click()
    await verdict.or(refused).first().waitFor({ timeout: 60_000 })
    if (await verdict.isVisible()) taken++
  }
  expect(await verdict.count()).toBe(0)
  disk.empty()
  await take.click()
  await verdict.or(take).first().waitFor({ timeout: 60_000 })
  // The first press after a full disk may still meet what Chromium holds of it.
  if ((await verdict.count()) === 0) await take.click()
  await verdict.waitFor({ timeout: 60_000 })
  taken++
  await tablet.context().setOffline(false)
  await page.goto(`${server.address}/journal`)
  await expect.poll(async () => (await manager.account('library')).units, { timeout: 60_000 }).toBe(taken)
  await waitUntilSent(page)
}, 240_000)

test('[T87] a tablet whose memory was damaged says which place lost how many acts, and acts again after a new enrolment', async () => {
  const page = tablet.page()
  await tablet.context().setOffline(true)
  await page.goto(`${server.address}/redeem`)
  expect((await takeByNumber(page, cardAt(taken++).number)).word).toBe('OUI')
  await page.waitForFunction(() => localStorage.getItem('carnet.marker')?.includes('"unsent":1'))
  await tablet.context().setOffline(false)
  await tablet.context().close()
  expect(damageStore(tablet.profile)).toBeGreaterThan(0)

  const again = await tablet.reopen()
  await again.goto(`${server.address}/redeem`)
  await again.getByText('Médiathèque').first().waitFor({ timeout: 60_000 })
  await again.getByText(french('incident.unsent', { count: 1, sequence: taken })).waitFor()
  await enrolByLink(again, await manager.linkFor('library'), 'Accueil bis')
  await again.goto(`${server.address}/redeem`)
  expect((await takeByNumber(again, cardAt(0).number)).word).toMatch(/^(OUI|NOTÉ)$/)
}, 240_000)

/** Garbage over every file in which Chromium keeps the store's tables; answers how many. */
function damageStore(profile: string): number {
  const folder = join(profile, 'Default', 'IndexedDB')
  const stores = readdirSync(folder).filter((name) => name.endsWith('.leveldb'))
  const files = stores.flatMap((store) =>
    readdirSync(join(folder, store))
      .filter((name) => /^(MANIFEST|CURRENT)|\.(ldb|log)$/.test(name))
      .map((name) => join(folder, store, name)),
  )
  for (const file of files) writeFileSync(file, 'garbage '.repeat(512))
  return files.length
}
