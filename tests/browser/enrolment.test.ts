import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { enrolByLink, isReadyOffline, networkGoes, networkReturns, press } from './desk.ts'
import { enrolManager } from './enrol-manager.ts'
import { findingsOn } from './findings.ts'
import { journeyProgramme } from './journey-programme.ts'
import { french } from './words.ts'

let server: ServerProcess
let tablet: Tablet

beforeAll(async () => {
  server = await startServer({ programme: journeyProgramme([{ number: 1 }]) })
  tablet = await openTablet(server.address)
})

afterAll(async () => {
  await tablet?.close()
  await server?.stop()
})

test('[T238] that an enrolment needs the network is said before a code is asked for, and no longer once there is one', async () => {
  const page = tablet.page()
  const sentence = page.locator('.notice').getByText(french('enrol.network.text'), { exact: true })
  const asked = page.getByText(french('enrol.hint'), { exact: true })
  await page.goto(`${server.address}/enrol`)
  await isReadyOffline(page)
  await page.goto(`${server.address}/enrol`)
  await asked.waitFor()
  await page.waitForLoadState('networkidle')
  expect(await sentence.count()).toBe(0)

  await networkGoes(tablet)
  await sentence.waitFor()
  await page.reload()
  await sentence.waitFor()
  expect(await findingsOn(page)).toEqual([])
  await networkReturns(tablet)
  await sentence.waitFor({ state: 'detached' })

  // A Wi-Fi that leads nowhere: the browser believes in a network.
  await server.kill()
  await page.goto(`${server.address}/enrol#7F3K9QWX`)
  await page.reload()
  await page.getByLabel(french('enrol.name.label')).waitFor()
  await sentence.waitFor()
  await server.restart()
  await press(page, 'enrol.failed.retry')
  await sentence.waitFor({ state: 'detached' })
})

test('[T244] an enrolled tablet that is enrolled again without a network does not say beside it that all works', async () => {
  const page = tablet.page()
  const manager = await enrolManager(server)
  await enrolByLink(page, await manager.linkFor('library'), 'Accueil')
  await networkGoes(tablet)
  const badge = page.locator('.sync-badge')
  const sentence = page.locator('.notice').getByText(french('enrol.network.text'), { exact: true })
  await page.goto(`${server.address}/`)
  await badge.getByText(french('frame.sync.offline')).waitFor()

  // Without a reload the tablet goes on knowing what it would say.
  await page.evaluate(() => history.pushState(null, '', '/enrol'))
  await page.getByText(french('enrol.hint'), { exact: true }).waitFor()
  await sentence.waitFor()
  expect(await badge.allTextContents()).toEqual([])
  await press(page, 'scan.type')
  await page.getByRole('textbox').fill('7F3K9QWX')
  await page.keyboard.press('Enter')
  await page.getByLabel(french('enrol.name.label')).waitFor()
  await sentence.waitFor()
  expect(await badge.allTextContents()).toEqual([])
  await press(page, 'enrol.start')
  await page.getByRole('heading', { name: french('enrol.failed.title') }).waitFor()
  expect(await badge.allTextContents()).toEqual([])

  await page.evaluate(() => history.pushState(null, '', '/'))
  await badge.getByText(french('frame.sync.offline')).waitFor()
  await networkReturns(tablet)
})
