import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { isReadyOffline, networkGoes, networkReturns, press } from './desk.ts'
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
