import { DAY, MINUTE } from '#domain/instant.ts'
import { utf8 } from '#protocol/bytes.ts'
import { encodeOperatorName, personalHash } from '#protocol/journal-entry.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { signSamples } from '#server/demonstration/samples.ts'
import { findProgramme } from '#server/directory/programmes.ts'
import { countFailure } from '#server/passes/number-failures.ts'
import { publishAll } from '#server/publishing/publisher.ts'
import { stateLines } from '#server/settlement/state-lines.ts'
import { aUuid } from '#tests/support/builders.ts'
import { aPart, moveStock } from '#tests/support/moved-stock.ts'
import { programmeNumber, scanOf, type TestServer } from '#tests/support/server.ts'

const why = 'as told on the telephone'

/**
 * Lets a desk, two venues and a manager do a little of all that leaves a row: what is paid, what waits, what a person
 * decided, what moved, and what no head says yet.
 */
export async function recordTown(server: TestServer): Promise<void> {
  await signSamples(server.installation, programmeNumber, 3, { from: 0, to: 0 })
  const desk = await server.enrol('desk')
  const manager = await server.enrol('desk', 'manager')
  await handOut(server, desk)
  const disputed = await useThem(server)
  await decide(manager, disputed)
  moveStock(server, desk, [4, 46])
  await desk.push()
  server.pass(13 * DAY)
  await stateFirstDay(server, manager)
  await publishAll(server.installation, 'recorder', (error) => {
    throw error
  })
  await countFailure(server.installation, '192.0.2.1')
  await post(manager, 'passes/2/1/block')
}

async function handOut(server: TestServer, desk: VirtualDevice): Promise<void> {
  const operator = aUuid(6)
  const name = aPart(server, encodeOperatorName('Samira'))
  desk.act('operator', { operator, personal: personalHash(name) }, name)
  const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const
  for (const [batch, pass] of [
    [1, 0],
    [1, 1],
    [2, 0],
    [2, 1],
  ] as const) {
    const code = server.codeOf(batch, pass)
    desk.handOver(code, scanOf(code), said)
  }
  const mislaid = { code: [1, 1, 0] as const, proof: scanOf(server.codeOf(1, 1)), operator }
  desk.act('block', { ...mislaid, reason: 'lost' })
  server.pass(MINUTE)
  desk.act('unblock', { ...mislaid, reason: 'found' })
  await desk.push()
  await server.publish()
}

/** The cheque that two venues took: the second one's line. */
async function useThem(server: TestServer): Promise<string> {
  const venue = await server.enrol('venue')
  const other = await server.enrol('other')
  const take = (device: VirtualDevice, batch: number, pass: number, cheque = 0) => {
    const code = server.codeOf(batch, pass, cheque)
    return device.redeem(code, 'first-steps', scanOf(code)).id ?? ''
  }
  take(venue, 1, 0)
  venue.voidAct(take(venue, 1, 1), 'mistake')
  take(venue, 2, 0, 3)
  const rival = take(other, 2, 0, 3)
  // Waits for its handover; of a batch that is not opened.
  take(venue, 1, 2)
  take(venue, 3, 0)
  await venue.push()
  server.pass(MINUTE)
  await other.push()
  await server.publish()
  await venue.pull()
  take(other, 2, 1, 1)
  // Behind a gap: held until what is missing comes.
  take(other, 2, 1, 2)
  await other.sendEntries(other.acts.slice(-1))
  return rival
}

async function decide(manager: VirtualDevice, rival: string): Promise<void> {
  await post(manager, `cases/${rival}/decide`, { kind: 'honoured', decision: 'close' })
  await post(manager, `acts/${rival}/contest`, { by: 'person' })
  await post(manager, 'passes/1/0/replace', { batch: 1, pass: 3 })
  await post(manager, 'contingency', { units: 5 })
}

async function stateFirstDay({ installation, database }: TestServer, manager: VirtualDevice): Promise<void> {
  const programme = await findProgramme(database, programmeNumber)
  if (!programme) throw new Error('no programme')
  const asked = { structure: 'venue', through: '2026-11-23', locked: false } as const
  const stated = await stateLines(installation, programme, asked, { device: manager.device, why })
  if (!stated.ok) throw new Error(stated.error)
}

async function post(manager: VirtualDevice, path: string, body: object = {}): Promise<void> {
  const asked = utf8(JSON.stringify({ ...body, why }))
  const answer = await manager.ask('POST', `/api/manage/${path}`, asked)
  const text = await answer.text()
  if (!answer.ok || text.includes('refused')) throw new Error(`${path}: ${answer.status} ${text}`)
}
