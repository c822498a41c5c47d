import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '#tests/support/chromium.ts'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { watchFaults } from '#tests/support/tablet.ts'
import { findingsOn } from './findings.ts'
import { french } from './words.ts'
import { journeyProgramme } from './journey-programme.ts'

let server: ServerProcess
let browser: Browser

beforeAll(async () => {
  server = await startServer({ programme: journeyProgramme([]) })
  browser = await launchChromium({ camera: 'absent', hostRules: 'MAP carnet.test 127.0.0.1' })
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test.each(['/', '/redeem', '/enrol', '/p'])(
  '[T14] %s on a plain http address explains itself',
  async (path) => {
    const address = `http://carnet.test:${server.port}`
    const faults: string[] = []
    const context = await browser.newContext({ locale: 'fr-FR' })
    await watchFaults(context, address, faults)
    const page = await context.newPage()
    await page.goto(`${address}${path}`)
    expect(await page.evaluate(() => isSecureContext)).toBe(false)
    await page.getByRole('heading', { name: french('insecure.title') }).waitFor()
    for (const way of ['domain', 'cable', 'authority']) {
      await page.getByText(french(`insecure.${way}.title`), { exact: true }).waitFor()
    }
    expect(await page.textContent('body')).toContain(address)
    expect(await findingsOn(page)).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  },
)
