import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '#tests/support/chromium.ts'
import { textsOfClip, writeHandHeldClip } from '#tests/support/hand-held-clip.ts'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { enrolByLink, press } from './desk.ts'
import { journeyProgramme } from './journey-programme.ts'
import { enrolManager } from './enrol-manager.ts'
import { french } from './words.ts'

/** Two times round the clip at the pace of the view-finder. */
const attemptsOfTwoRounds = 130

let server: ServerProcess
let tablet: Tablet
let kiosk: Browser

beforeAll(async () => {
  server = await startServer({ programme: journeyProgramme([{ number: 1 }]), store: 'postgres' })
  const manager = await enrolManager(server)
  tablet = await openTablet(server.address)
  tablet.film(writeHandHeldClip)
  await enrolByLink(tablet.page(), await manager.linkFor('house'), 'Tablette')
}, 240_000)

afterAll(async () => {
  await kiosk?.close()
  await tablet?.close()
  await server?.stop()
})

test('[W26] the front camera of a kiosk films alone, and each side remembers its own lens', async () => {
  kiosk = await launchChromium({ camera: 'two-lenses' })
  const context = await kiosk.newContext({ locale: 'fr-FR', permissions: ['camera'] })
  const page = await context.newPage()
  await page.addInitScript(() => {
    InputDeviceInfo.prototype.getCapabilities = function (this: InputDeviceInfo) {
      const side = this.label.startsWith('fake_device_1') ? 'user' : 'environment'
      return { facingMode: [side], focusMode: ['continuous'] } as MediaTrackCapabilities
    }
  })
  await page.goto(`${server.address}/field-test`)
  expect(await filmingLens(page)).toMatch(/^fake_device_0/)
  await page.getByLabel(french('field-test.camera.label'), { exact: true }).selectOption('front')
  await page.waitForFunction(() => {
    const stream = document.querySelector('video')?.srcObject
    return stream instanceof MediaStream && stream.getVideoTracks()[0]?.label.startsWith('fake_device_1')
  })
  expect(await filmingLens(page)).toMatch(/^fake_device_1/)
  expect(await page.locator('video').count()).toBe(1)
  // The other one looks away from the person: it is not offered.
  expect(await page.getByRole('button', { name: french('scan.other-lens') }).count()).toBe(0)
})

test('[W24][W25] in a trembling hand most looks read, measured and exported without a network', async () => {
  const page = tablet.page()
  await page.goto(`${server.address}/readiness`)
  await page.getByRole('link', { name: french('readiness.field-test') }).click()
  await page.locator('.camera-view[data-state=scanning]').waitFor()
  await server.kill()
  await page.reload()
  await page.locator('.camera-view[data-state=scanning]').waitFor()
  await page.getByLabel(french('field-test.support.label')).selectOption('worn')
  await press(page, 'field-test.start')
  await page.waitForFunction(
    (enough) =>
      Number(/\d+(?=\D*$)/.exec(document.querySelector('.field-test-share')?.textContent ?? '')) >= enough,
    attemptsOfTwoRounds,
    { timeout: 90_000 },
  )
  await press(page, 'field-test.next')
  const saving = page.waitForEvent('download')
  await press(page, 'field-test.save')
  const download = await saving
  expect(download.suggestedFilename()).toBe('carnet-essai-de-lecture.csv')
  const csv = await readFile(await download.path(), 'utf8')
  const [, line = ''] = csv.split('\r\n')
  const [trial, support, , , camera, picture, seconds, attempts, reads] = line.split(',')
  expect([trial, support, camera, picture]).toEqual(['1', 'worn', 'back', '1280x720'])
  expect(Number(seconds)).toBeLessThan(10)
  expect(Number(reads) / Number(attempts)).toBeGreaterThanOrEqual(0.85)
  // Nothing of a code: no long row of digits, no address.
  expect(csv).not.toMatch(/\d{9}|https?:/)
  expect(textsOfClip.some((text) => csv.includes(text))).toBe(false)
  expect(tablet.faults).toEqual([])
})

async function filmingLens(page: Page): Promise<string> {
  await page.locator('.camera-view[data-state=scanning]').waitFor()
  return page.evaluate(() => {
    const stream = document.querySelector('video')?.srcObject
    return stream instanceof MediaStream ? (stream.getVideoTracks()[0]?.label ?? '') : ''
  })
}
