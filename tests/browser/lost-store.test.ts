import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ManagedActs } from '#protocol/manage/acts.ts'
import { enrolByLink, takeByNumber, waitUntilSent } from './desk.ts'
import { findingsOn } from './findings.ts'
import { openDeskJourney, type DeskJourney } from './desk-journey.ts'
import { emptyStore } from './tour-of-losses.ts'
import { french } from './words.ts'

let server: DeskJourney['server']
let manager: DeskJourney['manager']
let tablet: DeskJourney['tablet']
let cardAt: DeskJourney['cardAt']
let close: DeskJourney['close']

beforeAll(async () => {
  ;({ server, manager, tablet, cardAt, close } = await openDeskJourney({
    cards: 1,
    handedOut: true,
    at: 'library',
  }))
  await tablet.page().goto(`${server.address}/journal`)
  await waitUntilSent(tablet.page())
})

afterAll(() => close?.())

test('[T21] the readiness page opens from home, says what is in order, and what to do about what is not', async () => {
  const page = tablet.page()
  await page.goto(server.address)
  const link = page.getByRole('link', { name: french('home.role.readiness') })
  await link.waitFor()
  expect(await findingsOn(page)).toEqual([])
  await link.click()
  await page.locator('[data-check="knowledge"][data-word="fresh"]').waitFor()
  await page.locator('[data-check="unsent"][data-word="none"]').waitFor()
  const space = page.locator('[data-check="persistence"]')
  expect(await space.textContent()).toContain(
    french('readiness.do', { what: french('readiness.check.persistence.not-kept.do') }),
  )
})

test('[T20] a tablet whose memory was emptied says what is lost, and the first act of the next device tells the manager', async () => {
  const page = tablet.page()
  await tablet.context().setOffline(true)
  await page.goto(`${server.address}/redeem`)
  expect((await takeByNumber(page, cardAt(0).number)).word).toBe('OUI')
  await page.waitForFunction(() => localStorage.getItem('carnet.marker')?.includes('"unsent":1'))
  await emptyStore(page, server.address)

  await page.goto(`${server.address}/redeem`)
  await page.getByRole('heading', { name: french('incident.lost.title') }).waitFor()
  await page.getByText('Médiathèque').waitFor()
  await page.getByText(french('incident.unsent', { count: 1, sequence: 1 })).waitFor()
  await tablet.context().setOffline(false)
  await page.getByRole('link', { name: french('incident.action') }).click()
  await page.getByText(french('enrol.hint')).waitFor()

  await enrolByLink(page, await manager.linkFor('library'), 'Accueil bis')
  await page.goto(`${server.address}/journal`)
  await waitUntilSent(page)
  await page.locator('.entry').first().waitFor()
  expect(await page.locator('.entry').count()).toBe(1)
  expect(await page.locator('.entry').getAttribute('data-kind')).toBe('incident')
  const { acts } = await manager.read<ManagedActs>('acts?kind=incident')
  expect(acts).toMatchObject([{ deviceName: 'Accueil bis' }])
  expect(await page.getByText(french('incident.lost.title')).count()).toBe(0)
  await page.goto(server.address)
  await page.getByRole('link', { name: french('home.role.redeem') }).waitFor()
  expect(tablet.faults).toEqual([])
})

test('[T22] a newer app in another tab takes the store: the older one lets go, leaves it as it is and says what to do', async () => {
  const page = tablet.page()
  await page.goto(`${server.address}/redeem`)
  await page.locator('.scan-pane').waitFor()
  const newer = await tablet.context().newPage()
  // The same origin without our app, whose place the newer one takes.
  await newer.goto(`${server.address}/health`)
  await newer.evaluate(raiseVersion)
  await page.getByRole('heading', { name: french('frame.newer.title') }).waitFor()
  await page.getByText(french('frame.newer.text')).waitFor()
  expect(await page.locator('.scan-pane').count()).toBe(0)
  expect(await newer.evaluate(countActs)).toBe(1)
})

/** Runs in the page: what an app with a later schema does when it opens the store. */
function raiseVersion(): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('carnet', 1000)
    asked.onerror = () => reject(new Error('the store cannot be raised'))
    asked.onsuccess = () => {
      asked.result.close()
      resolve()
    }
  })
}

/** Runs in the page: the acts that are still in the store. */
function countActs(): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('carnet')
    asked.onerror = () => reject(new Error('the store cannot be opened'))
    asked.onsuccess = () => {
      const counted = asked.result.transaction('entries').objectStore('entries').count()
      counted.onsuccess = () => resolve(counted.result)
    }
  })
}
