import { afterAll, expect, test } from 'vitest'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { findProgramme } from '#server/directory/programmes.ts'
import { topUpContingency } from '#server/settlement/top-up-contingency.ts'
import { programmeNumber, scanOf, startTestServer } from '#tests/support/server.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
afterAll(() => database.close())

const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const

test('[K251] a line that is put to wait while the contingency is topped up is decided with the new money', async () => {
  const gate = stoppable(database)
  const server = await startTestServer(gate.database, { contingencyUnits: 5 })
  const desk = await server.enrol('desk')
  const code = server.codeOf(2, 0)
  expect(desk.handOver(code, scanOf(code), said)).toBeDefined()
  await desk.push()
  await server.publish()
  const [first, second] = [await server.enrol('venue'), await server.enrol('other')]
  takeFirstCheque(first)
  takeFirstCheque(second)
  await first.push()
  await database.query("DELETE FROM transfers WHERE cause = 'contingency'")

  gate.stopAtBalance()
  const pushed = second.push()
  await gate.stopped()
  const programme = await findProgramme(database, programmeNumber)
  if (!programme) throw new Error('no programme')
  const by = { device: desk.device, why: 'agreed' }
  const toppedUp = topUpContingency(server.installation, programme, { units: 1 }, by)
  gate.goOn()
  await Promise.all([pushed, toppedUp])
  await second.pull()
  expect([...second.outcomes.values()].map(({ type }) => type)).toEqual(['honoured'])

  function takeFirstCheque(device: VirtualDevice): void {
    const cheque = server.codeOf(2, 0, 1)
    expect(device.redeem(cheque, 'first-steps', scanOf(cheque)).verdict.type).toBe('accepted')
  }
})

/** Lets a transaction stop between reading what the contingency holds and saying that a line must wait. */
function stoppable(open: Database) {
  let mayStop = false
  let goOn: () => void = () => {}
  let hasStopped: () => void = () => {}
  const released = new Promise<void>((resolve) => (goOn = resolve))
  const reached = new Promise<void>((resolve) => (hasStopped = resolve))
  const watched: Database = {
    ...open,
    transaction: (work, options) =>
      open.transaction(
        (queries) =>
          work({
            query: async (sql, parameters) => {
              const rows = await queries.query<never>(sql, parameters)
              if (mayStop && sql.includes('sum(cents)')) {
                mayStop = false
                hasStopped()
                await released
              }
              return rows
            },
          }),
        options,
      ),
  }
  return {
    database: watched,
    stopAtBalance: () => (mayStop = true),
    stopped: () => reached,
    goOn: () => goOn(),
  }
}
