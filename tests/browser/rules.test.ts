import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ManagedOverview } from '#protocol/manage/overview.ts'
import type { ManagedRules } from '#protocol/manage/rules.ts'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { enrolByLink, press } from './desk.ts'
import { findingsOn } from './findings.ts'
import { journeyProgramme } from './journey-programme.ts'
import { enrolManager, type Manager } from './enrol-manager.ts'
import { french } from './words.ts'

let server: ServerProcess
let manager: Manager
let office: Tablet

beforeAll(async () => {
  const programme = { ...journeyProgramme([{ number: 1 }]), contingencyUnits: 0 }
  // Quicker to begin than the embedded store.
  server = await startServer({ programme, store: 'postgres' })
  manager = await enrolManager(server)
  await manager.enrolDesk('house')
  await manager.enrolDesk('library')
  office = await openTablet(server.address)
  await enrolByLink(office.page(), await manager.linkFor('house', 'manager'), 'Bureau')
})

afterAll(async () => {
  await office?.close()
  await server?.stop()
})

test('[T45] a manager sees what the rules can cost, has every fault at once, and changes them with a reason', async () => {
  const page = office.page()
  await page.goto(`${server.address}/manage/rules`)
  const labelOf = (name: string, unit: string) =>
    french('manage.rules.label', {
      name: french(`manage.rules.names.${name}`),
      unit: french(`manage.rules.units.${unit}`),
    })
  const cap = page.getByLabel(labelOf('unitsPerPass', 'cheques'))
  const age = page.getByLabel(labelOf('defersAfter', 'days'))
  const why = page.getByLabel(french('manage.rules.why'), { exact: true })
  const cheques = page
    .getByRole('row')
    .filter({ hasText: french('manage.rules.preview.eight') })
    .locator('td .data-table-value')
    .first()
  await cap.waitFor()
  expect(await cheques.textContent()).toBe('7')
  await cap.fill('3')
  expect(await cheques.textContent()).toBe('21')

  await press(page, 'manage.rules.save')
  await page.getByText(french('manage.rules.why-missing')).first().waitFor()
  await cap.fill('99')
  await age.fill('dix')
  await page.getByText(french('manage.rules.preview.unreadable')).waitFor()
  await why.fill('Été : peu de monde')
  await press(page, 'manage.rules.save')
  await page.getByText(french('manage.rules.faults.too-large', { most: 40 })).waitFor()
  await page.getByText(french('manage.rules.faults.not-a-number')).waitFor()
  expect(await findingsOn(page)).toEqual([])
  expect((await manager.read<ManagedRules>('rules')).rules).toMatchObject({ unitsPerPass: 1 })

  await cap.fill('2')
  await age.fill('5,5')
  await press(page, 'manage.rules.save')
  await page.getByText(french('manage.rules.saved')).first().waitFor({ state: 'attached' })
  expect((await manager.read<ManagedRules>('rules')).rules).toMatchObject({
    unitsPerPass: 2,
    defersAfter: 5.5 * 86_400_000,
    statementLagDays: 11,
  })
})

test('[T46] a contingency that is short stands at the top of the overview until it is topped up', async () => {
  const page = office.page()
  await page.goto(`${server.address}/manage`)
  await page.getByText(french('manage.contingency.short')).waitFor()
  expect(await findingsOn(page)).toEqual([])
  await press(page, 'manage.contingency.go')
  await page.getByText(french('manage.contingency.why-missing')).waitFor()
  await page.getByLabel(french('manage.contingency.units')).fill('20')
  await page.getByLabel(french('manage.contingency.why'), { exact: true }).fill('Comité du 24 novembre')
  await press(page, 'manage.contingency.go')
  await page.getByText(french('manage.contingency.short')).waitFor({ state: 'detached' })
  const { contingency } = await manager.read<ManagedOverview>('overview')
  expect(contingency).toMatchObject({ balanceCents: 20_000, isShort: false })
  expect(office.faults).toEqual([])
})
