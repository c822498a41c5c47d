import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { enrolByLink, networkReturns, press, takeByNumber, waitUntilSent } from './desk.ts'
import { findingsOn } from './findings.ts'
import { journeyProgramme } from './journey-programme.ts'
import { enrolManager, type Manager } from './enrol-manager.ts'
import { french } from './words.ts'

const older = mkdtempSync(join(tmpdir(), 'carnet-older-'))
let server: ServerProcess
let manager: Manager
let office: Tablet
let tablet: Tablet

beforeAll(async () => {
  server = await startServer({ programme: journeyProgramme([{ number: 1 }]), store: 'pglite' })
  office = await openTablet(server.address, { viewport: { width: 1280, height: 900 } })
  tablet = await openTablet(server.address)
  manager = await enrolManager(server)
})

afterAll(async () => {
  await Promise.all([office?.close(), tablet?.close()])
  await server?.stop()
  rmSync(older, { recursive: true, force: true })
})

test('[T26] a tablet brings everything back to a server that was put back to an older copy, and the manager unlocks the payments', async () => {
  const cards = await manager.print(1, 2)
  await manager.handOut(cards)
  const page = tablet.page()
  await enrolByLink(page, await manager.linkFor('library'), 'Accueil')
  await page.goto(`${server.address}/redeem`)
  await waitUntilSent(page)
  await take(cards[0]?.number)
  await server.kill()
  cpSync(server.dataFolder, older, { recursive: true })

  await server.restart()
  await networkReturns(tablet)
  await take(cards[1]?.number)
  const before = await manager.account('library')
  expect(before).toMatchObject({ units: 2, payableCents: 2000 })
  await server.kill()
  rmSync(server.dataFolder, { recursive: true })
  cpSync(older, server.dataFolder, { recursive: true })

  await server.restart()
  expect(await manager.account('library')).toMatchObject({ units: 1 })
  await networkReturns(tablet)
  await vi.waitUntil(async () => (await manager.account('library')).units === 2, { timeout: 90_000 })
  expect((await manager.account('library')).payableCents).toBe(before.payableCents)
  await waitUntilSent(page)
  expect((await page.getByRole('alert').allTextContents()).join('')).toBe('')
  await page.goto(`${server.address}/journal`)
  await vi.waitUntil(
    async () => (await page.locator('[data-kind="redemption"][data-outcome="covered"]').count()) === 2,
    { timeout: 90_000 },
  )

  const desk = office.page()
  await enrolByLink(desk, await manager.linkFor('house', 'manager'), 'Bureau')
  await desk.goto(`${server.address}/manage/devices`)
  await desk.getByText(french('manage.restored.banner')).waitFor()
  await desk.getByRole('link', { name: french('manage.restored.see') }).click()
  await desk.getByRole('heading', { name: french('manage.restored.title') }).waitFor()
  const library = desk.getByRole('row', { name: 'Accueil' })
  expect(await library.textContent()).toContain(french('manage.restored.yes'))
  expect(await findingsOn(desk)).toEqual([])
  await press(desk, 'manage.restored.end')
  await desk.getByText(french('manage.restored.refused.not-all-checked')).waitFor()
  for (const tile of await desk.locator('.choice-tile').all()) await tile.click()
  await desk.getByLabel(french('manage.restored.why')).fill('Banque et lieux appelés')
  await press(desk, 'manage.restored.end')
  await desk.getByText(french('manage.restored.ended')).first().waitFor()
  await desk.goto(`${server.address}/manage`)
  await desk.getByRole('heading', { name: french('manage.overview.title') }).waitFor()
  expect(await desk.getByText(french('manage.restored.banner')).count()).toBe(0)
  expect([...office.faults, ...tablet.faults]).toEqual([])
}, 600_000)

async function take(number = ''): Promise<void> {
  const page = tablet.page()
  await page.goto(`${server.address}/redeem`)
  expect((await takeByNumber(page, number)).word).toBe('OUI')
  await press(page, 'redeem.next')
  await page.goto(`${server.address}/journal`)
  await waitUntilSent(page)
}
