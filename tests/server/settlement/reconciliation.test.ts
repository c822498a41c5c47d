import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { managedProgramme } from '#protocol/manage/programme.ts'
import { managedReconciliation, reconciliationPoints } from '#protocol/manage/reconciliation.ts'
import { isLocked } from '#server/publishing/epoch.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { scanOf } from '#tests/support/server.ts'
import { copyRows, putRowsBack } from '#tests/support/stored-rows.ts'
import { openLived, said, type Lived } from '#tests/support/lived-programme.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let lived: Lived

beforeEach(async () => {
  lived = await openLived(database)
})
afterAll(() => database.close())

describe('after a loss', () => {
  const everything = [...reconciliationPoints]

  async function lose(): Promise<VirtualDevice> {
    const desk = await lived.server.enrol('desk')
    const code = lived.server.codeOf(1, 0)
    desk.handOver(code, scanOf(code), said)
    await desk.push()
    const venue = await lived.server.enrol('venue')
    const backup = await copyRows(database)
    venue.redeem(code, 'first-steps', scanOf(code))
    await venue.push()
    await lived.server.publish()
    await venue.pull()
    venue.redeem(lived.server.codeOf(1, 1), 'first-steps', scanOf(lived.server.codeOf(1, 1)))
    await venue.push()
    await putRowsBack(database, backup)
    lived.server.pass(60_000)
    await venue.pull()
    await venue.push()
    return venue
  }

  test('[G50] the list says who was heard since, how many of their acts came back, and which were judged without their head', async () => {
    expect(await lived.get('reconciliation', managedReconciliation)).toMatchObject({
      restored: false,
      losses: [],
    })
    expect((await lived.get('programme', managedProgramme)).restored).toBe(false)
    const venue = await lose()
    expect((await lived.get('programme', managedProgramme)).restored).toBe(true)
    const list = await lived.get('reconciliation', managedReconciliation)
    expect(list).toMatchObject({ restored: true, losses: [{ seenBy: 'device', reconciledAt: null }] })
    const [loss] = list.losses
    expect(loss && loss.knownUntil < loss.drawnAt).toBe(true)
    const heard = list.devices.map(({ device, heard, cameBack }) => [
      device === venue.device,
      heard,
      cameBack,
    ])
    expect(heard.at(-1)).toEqual([true, true, 2])
    expect(heard.slice(0, -1).every(([, isHeard, cameBack]) => isHeard === false && cameBack === 0)).toBe(
      true,
    )
    expect(list.withoutHead).toMatchObject({ count: 1, acts: [{ entry: venue.acts[1]?.id }] })
  })

  test('[G51] the lock ends once, with every point ticked and a reason, and the audit trail keeps it', async () => {
    await lose()
    const why = 'Banque et tablettes vérifiées'
    expect(await lived.post('reconciliation/end', { checked: everything, why: ' ' })).toMatchObject({
      status: 400,
    })
    expect(await lived.post('reconciliation/end', { checked: everything.slice(1), why })).toMatchObject({
      type: 'refused',
      reason: 'not-all-checked',
    })
    expect(await isLocked(database)).toBe(true)
    expect(await lived.post('reconciliation/end', { checked: everything, why })).toMatchObject({
      type: 'ended',
    })
    expect(await isLocked(database)).toBe(false)
    expect(await lived.post('reconciliation/end', { checked: everything, why })).toMatchObject({
      reason: 'not-restored',
    })
    expect(await database.query("SELECT device, why FROM audit_trail WHERE act = 'end-restored'")).toEqual([
      { device: lived.manager.device, why },
    ])
    expect(await lived.get('reconciliation', managedReconciliation)).toMatchObject({
      restored: false,
      losses: [{ reconciledAt: lived.server.now() }],
    })
  })
})
