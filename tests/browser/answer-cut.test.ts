import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ManagedCases } from '#protocol/manage/cases.ts'
import { startCutProxy, type CutProxy } from '#tests/support/cut-proxy.ts'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import {
  badgeOn,
  enrolByLink,
  networkGoes,
  networkReturns,
  press,
  takeByNumber,
  verdictOn,
  waitUntilSent,
} from './desk.ts'
import { french } from './words.ts'
import { journeyProgramme } from './journey-programme.ts'
import { enrolManager, type Manager } from './enrol-manager.ts'

let proxy: CutProxy
let server: ServerProcess
let manager: Manager
let tablet: Tablet

beforeAll(async () => {
  let serverPort = 0
  proxy = await startCutProxy(() => serverPort)
  server = await startServer({
    programme: journeyProgramme([{ number: 1 }]),
    store: 'postgres',
    address: () => `http://localhost:${proxy.port}`,
  })
  serverPort = server.port
  manager = await enrolManager(server)
  tablet = await openTablet(server.address)
})

afterAll(async () => {
  await tablet?.close()
  await server?.stop()
  await proxy?.close()
})

test('[T8] an answer that is cut after the server wrote changes nothing: the act is there once', async () => {
  const printed = await manager.print(1, 2)
  const [first, second] = printed
  await manager.handOut(printed)
  const page = tablet.page()
  await enrolByLink(page, await manager.linkFor('house'), 'Accueil')
  await page.goto(`${server.address}/redeem`)
  await waitUntilSent(page)

  const cut = proxy.cutAnswersTo('POST /api/push')
  expect(await takeByNumber(page, first?.number ?? '')).toEqual({ word: 'OUI', look: 'yes-to-confirm' })
  // On a slow machine the server writes after the tablet has answered.
  await expect.poll(() => cut.swallowed[0], { timeout: 20_000 }).toBe('HTTP/1.1 200 OK')
  expect(await manager.account('house')).toMatchObject({ units: 1, payableCents: 1000 })
  // Between two tries of its own, the tablet says that the act waits.
  await badgeOn(page)
    .getByText(french('frame.sync.wait', { count: 1 }))
    .waitFor()
  cut.heal()

  await waitUntilSent(page)
  await press(page, 'redeem.next')
  // Whether its confirmation comes while somebody looks is the machine's affair.
  expect(await takeByNumber(page, second?.number ?? '')).toMatchObject({ word: 'OUI' })
  await waitUntilSent(page)
  const account = await manager.account('house')
  expect(account).toMatchObject({ units: 2, payableCents: 2000 })
  expect(account.lines).toHaveLength(2)
  expect(tablet.faults).toEqual([])
})

test('[T12] what a revoked tablet did without a network is sent and set aside, where the manager sees it', async () => {
  const page = tablet.page()
  const [, , third] = await manager.print(1, 3)
  await server.kill()
  await page.goto(`${server.address}/redeem`)
  expect(await takeByNumber(page, third?.number ?? '')).toEqual({ word: 'OUI', look: 'yes-to-confirm' })
  await networkGoes(tablet)
  await server.restart()
  await manager.revoke('Accueil')
  await networkReturns(tablet)
  await badgeOn(page).getByText(french('frame.sync.paused.revoked')).waitFor()
  expect(await verdictOn(page)).toEqual({ word: 'OUI', look: 'yes-to-confirm' })
  await page.goto(`${server.address}/journal`)
  await page.getByText(french('device.gate.revoked.text')).waitFor()
  const { cases } = await manager.read<ManagedCases>('cases')
  expect(cases).toMatchObject([
    { kind: 'held', reason: 'revoked', side: { act: { deviceName: 'Accueil', kind: 'redemption' } } },
  ])
  expect(await manager.account('house')).toMatchObject({ units: 2, payableCents: 2000 })
  expect(tablet.faults).toEqual([])
})
