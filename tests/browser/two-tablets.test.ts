import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ManagedActs } from '#protocol/manage/acts.ts'
import type { ManagedPass } from '#protocol/manage/passes.ts'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import {
  enrolByLink,
  giveOnScreen,
  networkGoes,
  networkReturns,
  press,
  takeByNumber,
  typeNumber,
  waitUntilSent,
} from './desk.ts'
import { french } from './words.ts'
import { journeyProgramme } from './journey-programme.ts'
import { enrolManager, type Manager } from './enrol-manager.ts'

let server: ServerProcess
let manager: Manager
let office: Tablet
let first: Tablet
let second: Tablet

beforeAll(async () => {
  server = await startServer({
    programme: journeyProgramme([{ number: 1, units: 2 }, { number: 2 }]),
    store: 'postgres',
  })
  office = await openTablet(server.address, { viewport: { width: 1280, height: 900 } })
  manager = await enrolManager(server)
  first = await openTablet(server.address)
  second = await openTablet(server.address)
})

afterAll(async () => {
  await Promise.all([office?.close(), first?.close(), second?.close()])
  await server?.stop()
})

test('[T10] two tablets take the last unit of one card: one is covered, the other honoured and flagged', async () => {
  const [card] = await manager.print(1, 1)
  if (!card) throw new Error('no card')
  await manager.handOut([card])
  const earlier = await manager.enrolDesk('library')
  earlier.redeem(card.code, 'first-steps', card.proof)
  await earlier.push()
  await openAtDesk(first, 'house')
  await openAtDesk(second, 'library')
  await server.kill()

  for (const tablet of [first, second]) {
    const page = tablet.page()
    expect(await takeByNumber(page, card.number)).toEqual({ word: 'OUI', look: 'yes-to-confirm' })
    await press(page, 'redeem.next')
    await page.goto(`${server.address}/journal`)
    await page.locator('[data-kind="redemption"][data-outcome="pending"]').waitFor()
  }

  await networkGoes(second)
  await server.restart()
  for (const tablet of [first, second]) {
    await networkReturns(tablet)
    await waitUntilSent(tablet.page())
  }
  await first.page().getByText(french('device.outcome.covered')).waitFor()
  await second.page().getByText(french('device.outcome.honoured')).waitFor()
  await second.page().getByText(french('device.reason.no-unit-free')).waitFor()

  expect(await manager.account('house')).toMatchObject({ units: 1, payableCents: 1000 })
  expect(await manager.account('library')).toMatchObject({ units: 2, payableCents: 2000 })
  const { funded, ...places } = await manager.money()
  expect(places).toMatchObject({ payable: 3000, contingency: 19_000 })
  expect(Object.values(places).reduce((sum, cents) => sum + cents)).toBe(funded)

  const page = office.page()
  await enrolByLink(page, await manager.linkFor('house', 'manager'), 'Bureau')
  await page.goto(`${server.address}/manage/cases`)
  const openCase = page.locator('.manage-case')
  await openCase.getByRole('heading', { name: french('manage.cases.kinds.honoured') }).waitFor()
  expect(await openCase.textContent()).toContain('Médiathèque')
  expect(await openCase.textContent()).toContain('Maison des jeunes')
  expect([...office.faults, ...first.faults, ...second.faults]).toEqual([])
})

test('[T11] handed out offline in the morning, taken offline elsewhere in the afternoon: covered when the handover arrives', async () => {
  const [card] = await manager.print(2, 1)
  if (!card) throw new Error('no card')
  await server.kill()

  const mediator = first.page()
  await mediator.goto(`${server.address}/handover`)
  await typeNumber(mediator, card.number)
  await giveOnScreen(mediator)

  const venue = second.page()
  await venue.goto(`${server.address}/redeem`)
  expect(await takeByNumber(venue, card.number)).toEqual({ word: 'OUI', look: 'yes-to-confirm' })
  await venue.getByText(french('verdict.note.handover-not-known')).waitFor()
  await press(venue, 'redeem.next')
  await venue.goto(`${server.address}/journal`)
  await venue.locator('[data-kind="redemption"][data-outcome="pending"]').waitFor()

  await networkGoes(first)
  await server.restart()
  await networkReturns(second)
  await venue.getByText(french('device.outcome.waiting')).waitFor()
  const before = await manager.account('library')
  expect(before.waitingUnits).toBe(1)

  await networkReturns(first)
  await waitUntilSent(mediator)
  await networkReturns(second)
  await venue.locator('[data-kind="redemption"][data-outcome="covered"]').waitFor()
  expect(await manager.account('library')).toMatchObject({ waitingUnits: 0, units: before.units + 1 })
  expect([...first.faults, ...second.faults]).toEqual([])
})

test('[T125] two desks give the same pass without a network: both acts are kept, the pass is with one person, and nothing of it is lost', async () => {
  const [, card] = await manager.print(2, 2)
  if (!card) throw new Error('no card')
  const other = await openTablet(server.address)
  await openAtDesk(other, 'house')
  await server.kill()
  for (const { page } of [first, other]) {
    await page().goto(`${server.address}/handover`)
    await typeNumber(page(), card.number)
    await giveOnScreen(page())
  }

  await server.restart()
  for (const tablet of [first, other]) {
    await networkReturns(tablet)
    await waitUntilSent(tablet.page())
  }
  const pass = await manager.read<ManagedPass>(`passes/2/${card.code.pass}`)
  expect(pass).toMatchObject({ state: 'active', used: 0, handedOver: true })
  const { acts } = await manager.read<ManagedActs>('acts')
  const given = acts.filter(
    (act) => act.kind === 'handover' && act.pass === card.code.pass && act.batch === 2,
  )
  expect(given).toHaveLength(2)

  await other.page().goto(`${server.address}/journal`)
  await press(other.page(), 'device.undo.do')
  await networkReturns(other)
  await waitUntilSent(other.page())
  expect(await manager.read<ManagedPass>(`passes/2/${card.code.pass}`)).toMatchObject({ handedOver: true })
  expect([...first.faults, ...other.faults]).toEqual([])
  await other.close()
})

async function openAtDesk({ page }: Tablet, structure: string): Promise<void> {
  await enrolByLink(page(), await manager.linkFor(structure), structure)
  await page().goto(`${server.address}/redeem`)
  await waitUntilSent(page())
}
