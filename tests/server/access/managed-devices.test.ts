import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { managedDevices } from '#protocol/manage/devices.ts'
import type { Database } from '#server/database/database.ts'
import { scanOf } from '#tests/support/server.ts'
import { openLived, type Lived } from '#tests/support/lived-programme.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let lived: Lived

beforeEach(async () => {
  lived = await openLived(database)
})
afterAll(() => database.close())

describe('devices', () => {
  test('[G8] each device shows its last contact, what it keeps unsent and how old its knowledge is', async () => {
    const venue = await lived.server.enrol('venue')
    const before = venue.head()?.issuedAt
    await venue.pull()
    lived.server.pass(3_600_000)
    await lived.server.publish()
    const code = lived.server.codeOf(1, 0)
    venue.redeem(code, 'first-steps', scanOf(code))
    const { devices, newestHead, now } = await lived.get('devices', managedDevices)
    const seen = devices.find(({ device }) => device === venue.device)
    expect(seen).toMatchObject({ structureName: 'Lieu venue', role: 'desk', revokedAt: null, isYours: false })
    expect(seen?.headIssuedAt).toBe(before)
    expect(newestHead?.number).toBeGreaterThan(seen?.head ?? 0)
    expect(now).toBe(lived.server.now())
    await venue.pull()
    await venue.pull()
    const after = (await lived.get('devices', managedDevices)).devices.find(
      ({ device }) => device === venue.device,
    )
    expect(after).toMatchObject({ unsent: 1, head: newestHead?.number, lastContact: lived.server.now() })
  })

  test('[G7] revoking needs a reason, happens once, and never locks the manager out', async () => {
    const venue = await lived.server.enrol('venue')
    expect((await lived.post(`devices/${venue.device}/revoke`, { why: ' ' })).status).toBe(400)
    const revoke = (device: string) => lived.post(`devices/${device}/revoke`, { why: 'tablette perdue' })
    expect(await revoke(venue.device)).toMatchObject({ type: 'revoked' })
    expect(await revoke(venue.device)).toMatchObject({ type: 'already-revoked' })
    expect(await revoke(lived.manager.device)).toMatchObject({ type: 'refused', reason: 'own-device' })
    expect(await revoke('nobody')).toMatchObject({ type: 'refused', reason: 'unknown-device' })
    expect(await lived.audit()).toMatchObject([
      {
        act: 'revoke-device',
        subject: `device/${venue.device}`,
        before_text: 'active',
        why: 'tablette perdue',
      },
    ])
  })
})
