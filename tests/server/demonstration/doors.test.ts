import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { MINUTE } from '#domain/instant.ts'
import { doorStructure } from '#server/demonstration/doors.ts'
import { programmeFile, startTestServer } from '#tests/support/server.ts'
import { demonstrationFile } from '#tests/support/demonstration.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'
import { enrolVirtualDevice } from '#server/demonstration/virtual-device.ts'

const database = await openTestDatabase()
beforeEach(() => emptyDatabase(database))
afterAll(() => database.close())

function asking(door: unknown): RequestInit {
  return { method: 'POST', body: JSON.stringify({ door }) }
}

describe('the doors of a demonstration', () => {
  test('[B9] give a link of one use that enrols this browser at the invented place, as desk or as manager', async () => {
    const server = await startTestServer(database, demonstrationFile())
    const world = {
      ask: server.ask,
      now: server.now,
      random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
    }
    for (const door of ['desk', 'manager'] as const) {
      const answer = await server.ask('/api/demonstration/doors', asking(door))
      const { link, expiresAt } = (await answer.json()) as { link: string; expiresAt: number }
      expect(expiresAt).toBe(server.now() + 15 * MINUTE)
      const device = await enrolVirtualDevice(world, link, door)
      expect(device.structure).toBe(doorStructure)
      const [row] = await database.query<{ role: string }>('SELECT role FROM devices WHERE device = $1', [
        device.device,
      ])
      expect(row?.role).toBe(door)
      await expect(enrolVirtualDevice(world, link, 'again')).rejects.toThrow('not enrolled')
    }
  })

  test('[B9] are not found on an installation that was not created as a demonstration', async () => {
    const file = demonstrationFile()
    const server = await startTestServer(database, {
      ...file,
      programme: { ...file.programme, demonstration: false },
    })
    expect((await server.ask('/api/demonstration/doors', asking('desk'))).status).toBe(404)
    expect((await server.ask('/api/demonstration/samples')).status).toBe(404)
    expect(await database.query('SELECT selector FROM enrolment_codes')).toEqual([])
  })

  test('[B9] are not found where the invented place is missing, and no other door opens', async () => {
    const { programme } = programmeFile()
    const server = await startTestServer(database, { programme: { ...programme, demonstration: true } })
    expect((await server.ask('/api/demonstration/doors', asking('manager'))).status).toBe(404)
    for (const door of ['venue', '', undefined]) {
      expect((await server.ask('/api/demonstration/doors', asking(door))).status).toBe(400)
    }
  })
})
